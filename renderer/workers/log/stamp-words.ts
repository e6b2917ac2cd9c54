import type { Stamp } from './stamp.ts'

/** How the engine's stamps are shown. */
export type StampStyle = 'off' | 'local' | 'utc'

const MS_PER_S = 1000
const NS_PER_MS = 1e6
const MS_PER_MINUTE = 60_000

/** `2026-11-23 21:16:41.123` in the time of this place, or with a `Z` in that of Greenwich. */
export function stampWords({ seconds, nanos }: Stamp, style: Exclude<StampStyle, 'off'>): string {
  const time = seconds * MS_PER_S + Math.floor(nanos / NS_PER_MS)
  const offset = style === 'utc' ? 0 : new Date(time).getTimezoneOffset() * MS_PER_MINUTE
  const words = new Date(time - offset).toISOString().replace('T', ' ')
  return style === 'utc' ? words : words.slice(0, -1)
}
