const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
const HOUR_MS = 60 * MINUTE_MS

/** How long something takes, short: `85 ms`, `1.5 s`, `30 s`, `2 min`, `1 h 30 min`. */
export function formatSpan(ms: number): string {
  if (ms < SECOND_MS) return `${Math.round(ms)} ms`
  if (ms < MINUTE_MS) return `${Math.round(ms / 100) / 10} s`
  if (ms < HOUR_MS) return parts(ms, [MINUTE_MS, 'min'], [SECOND_MS, 's'])
  return parts(ms, [HOUR_MS, 'h'], [MINUTE_MS, 'min'])
}

type Unit = readonly [ms: number, name: string]

function parts(ms: number, [size, name]: Unit, [smallSize, smallName]: Unit): string {
  const small = Math.floor((ms % size) / smallSize)
  const large = `${Math.floor(ms / size)} ${name}`
  return small === 0 ? large : `${large} ${small} ${smallName}`
}
