const MS_PER_S = 1000
const MS_PER_MINUTE = 60_000
/** `2026-11-28T16:07:18`: as a field for dates and times has it. */
const FIELD_CHARS = 19

/** Whether a person reads times as they are here, or in Greenwich. */
export type TimeZone = 'local' | 'utc'

/** A time of Unix in ms as a field shows it, to the second. */
export function toTimeField(time: number | undefined, zone: TimeZone): string {
  if (time === undefined) return ''
  return new Date(time - offsetAt(time, zone)).toISOString().slice(0, FIELD_CHARS)
}

/** The time that a field shows; nothing where it shows none. */
export function fromTimeField(text: string, zone: TimeZone): number | undefined {
  const time = Date.parse(zone === 'utc' ? `${text}Z` : text)
  return Number.isNaN(time) ? undefined : time
}

/** A second that is chosen as the last one is meant as a whole. */
export function endOfSecond(time: number | undefined): number | undefined {
  return time === undefined ? undefined : time + MS_PER_S - 1
}

/** `16:07:18`, or with the date where it is not today's; `Z` where it is that of Greenwich. */
export function timeWords(time: number, zone: TimeZone, now: number = Date.now()): string {
  const [date, clock] = toTimeField(time, zone).split('T')
  const [today] = toTimeField(now, zone).split('T')
  return `${date === today ? '' : `${date} `}${clock}${zone === 'utc' ? 'Z' : ''}`
}

function offsetAt(time: number, zone: TimeZone): number {
  return zone === 'utc' ? 0 : new Date(time).getTimezoneOffset() * MS_PER_MINUTE
}
