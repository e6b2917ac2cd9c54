import type { Stamp } from './stamp.ts'

/** How the engine's stamps are shown. */
export type StampStyle = 'off' | 'local' | 'utc' | 'delta'

const MS_PER_S = 1000
const NS_PER_MS = 1e6
const MS_PER_MINUTE = 60_000

/** `2026-11-23 21:16:41.123` in the time of this place, or with a `Z` in that of Greenwich. */
export function stampWords({ seconds, nanos }: Stamp, style: 'local' | 'utc'): string {
  const time = seconds * MS_PER_S + Math.floor(nanos / NS_PER_MS)
  const offset = style === 'utc' ? 0 : new Date(time).getTimezoneOffset() * MS_PER_MINUTE
  const words = new Date(time - offset).toISOString().replace('T', ' ')
  return style === 'utc' ? words : words.slice(0, -1)
}

const MS_PER_HOUR = 3_600_000
const MS_PER_DAY = 86_400_000

/** As wide as the longest of what a person may see there, so that lines begin below each other. */
const DELTA_COLUMNS = 9

/** `+0.123 s`, `+12 min`, `+3 h`: how long after the line before; blank where there is none. */
export function deltaWords(ms: number | undefined): string {
  return (ms === undefined ? '' : passedWords(ms)).padStart(DELTA_COLUMNS)
}

function passedWords(ms: number): string {
  const sign = ms < 0 ? '-' : '+'
  const passed = Math.abs(ms)
  if (passed < MS_PER_MINUTE) return `${sign}${(passed / MS_PER_S).toFixed(3)} s`
  if (passed < MS_PER_HOUR) return `${sign}${Math.round(passed / MS_PER_MINUTE)} min`
  if (passed < MS_PER_DAY) return `${sign}${Math.round(passed / MS_PER_HOUR)} h`
  return `${sign}${Math.round(passed / MS_PER_DAY)} d`
}
