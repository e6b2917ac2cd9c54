import type { CacheEntry } from '#shared/contract/disk.ts'
import { shortId } from '#shared/object-id.ts'
import type { RawCache } from './raw.ts'

/** An entry of the engine's build cache as the window shows it. */
export function toCacheEntry(raw: RawCache): CacheEntry {
  const type = raw.Type || 'entry'
  const size = raw.Size ?? -1
  // What was never used says the year 1.
  const times = [raw.LastUsedAt, raw.CreatedAt].map((time) => Date.parse(time ?? ''))
  const usedAt = times.find((time) => time > 0)
  return {
    id: raw.ID,
    name: raw.Description?.trim() || `${type} ${shortId(raw.ID)}`,
    type,
    ...(size >= 0 && { bytes: size }),
    ...(usedAt !== undefined && { usedAt }),
    inUse: raw.InUse === true,
    shared: raw.Shared === true,
  }
}
