import type { CacheEntry } from '#shared/contract/disk.ts'
import type { RawCache } from './raw.ts'

const SHORT_ID = 12

/** An entry of the engine's build cache as the window shows it. */
export function toCacheEntry(raw: RawCache): CacheEntry {
  const type = raw.Type || 'entry'
  const size = raw.Size ?? -1
  const usedAt = Date.parse(raw.LastUsedAt ?? '') || Date.parse(raw.CreatedAt ?? '')
  return {
    id: raw.ID,
    name: raw.Description?.trim() || `${type} ${raw.ID.slice(0, SHORT_ID)}`,
    type,
    ...(size >= 0 && { bytes: size }),
    // What was never used says the year 1.
    ...(usedAt > 0 && { usedAt }),
    inUse: raw.InUse === true,
    shared: raw.Shared === true,
  }
}
