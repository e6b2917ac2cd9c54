const SECOND_MS = 1000

/** Largest first; the first unit that fits is used. */
const UNITS = [
  ['year', 365 * 86_400],
  ['month', 30 * 86_400],
  ['week', 7 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'always', style: 'long' })
const absolute = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' })

/** Under this a clock skew of the engine's machine is more likely than a true age. */
const JUST_NOW_SECONDS = 5

/** How long ago: `3 days ago`, `just now`; a time in the future counts as now. */
export function formatAgo(time: number, now: number = Date.now()): string {
  const seconds = Math.floor((now - time) / SECOND_MS)
  if (seconds < JUST_NOW_SECONDS) return 'just now'
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? ['second', 1]
  return relative.format(-Math.floor(seconds / size), unit)
}

/** The same, short enough for a column: `3d`, `2h`, `now`. */
export function formatAge(time: number, now: number = Date.now()): string {
  const seconds = Math.floor((now - time) / SECOND_MS)
  if (seconds < JUST_NOW_SECONDS) return 'now'
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) ?? ['second', 1]
  const letter = unit === 'month' ? 'mo' : unit.charAt(0)
  return `${Math.floor(seconds / size)}${letter}`
}

/** Formatting a date is slow, and lists ask for the same ones at every drawing. */
const formatted = new Map<number, string>()

/** Enough for the largest list; beyond it the cache begins anew. */
const MAX_FORMATTED = 10_000

/** The full date and time in the reader's zone, for tooltips and details. */
export function formatTime(time: number): string {
  const known = formatted.get(time)
  if (known !== undefined) return known
  if (formatted.size >= MAX_FORMATTED) formatted.clear()
  const text = absolute.format(time)
  formatted.set(time, text)
  return text
}
