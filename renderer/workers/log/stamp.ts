/** When the engine took a line, exactly: seconds of Unix time, and nanoseconds. */
export interface Stamp {
  seconds: number
  nanos: number
}

/** What `readStamp` says of bytes that end within what may be a stamp. */
export const UNFINISHED = -1

/** `2026-11-23T21:16:41.123456789+01:00 ` is the longest. */
const MAX_BYTES = 36

const ZERO = 0x30
const NINE = 0x39
const MS_PER_S = 1000
const NANO_DIGITS = 9
const NANOS_PER_MS = 1e6

/**
 * Reads the RFC 3339 stamp and the space that the engine puts before each line. Answers with
 * their length in bytes, 0 where there is none, and `UNFINISHED` where more must come to tell.
 */
export function readStamp(bytes: Uint8Array, from: number, into: Stamp): number {
  const end = lengthAt(bytes, from, into)
  if (end !== 0 || bytes.length - from >= MAX_BYTES) return end
  return mayBegin(bytes, from) ? UNFINISHED : 0
}

function lengthAt(bytes: Uint8Array, from: number, into: Stamp): number {
  if (bytes.length - from < 21) return 0
  if (!hasMarks(bytes, from)) return 0
  const year = digits(bytes, from, 4)
  const month = digits(bytes, from + 5, 2)
  const day = digits(bytes, from + 8, 2)
  const hour = digits(bytes, from + 11, 2)
  const minute = digits(bytes, from + 14, 2)
  const second = digits(bytes, from + 17, 2)
  // One that is no number makes the sum none.
  if (!(year + month + day + hour + minute + second >= 0)) return 0
  let at = from + 19
  let nanos = 0
  if (bytes[at] === 0x2e) {
    at += 1
    const begin = at
    while (isDigit(bytes[at]) && at - begin < NANO_DIGITS) {
      nanos = nanos * 10 + (bytes[at] as number) - ZERO
      at += 1
    }
    if (at === begin) return 0
    nanos *= 10 ** (NANO_DIGITS - (at - begin))
  }
  const zone = bytes[at]
  let offsetMinutes = 0
  if (zone === 0x5a) at += 1
  else if (zone === 0x2b || zone === 0x2d) {
    offsetMinutes = digits(bytes, at + 1, 2) * 60 + digits(bytes, at + 4, 2)
    if (bytes[at + 3] !== 0x3a || !(offsetMinutes >= 0)) return 0
    if (zone === 0x2d) offsetMinutes = -offsetMinutes
    at += 6
  } else return 0
  if (bytes[at] !== 0x20) return 0
  into.seconds =
    Date.UTC(year, month - 1, day, hour, minute, second) / MS_PER_S - offsetMinutes * 60
  into.nanos = nanos
  return at + 1 - from
}

/** Whether what is no digit in `2026-11-23T21:16:41` stands where it must. */
function hasMarks(bytes: Uint8Array, from: number): boolean {
  return (
    bytes[from + 4] === 0x2d &&
    bytes[from + 7] === 0x2d &&
    bytes[from + 10] === 0x54 &&
    bytes[from + 13] === 0x3a &&
    bytes[from + 16] === 0x3a
  )
}

function digits(bytes: Uint8Array, from: number, count: number): number {
  let value = 0
  for (let at = from; at < from + count; at++) {
    if (!isDigit(bytes[at])) return Number.NaN
    value = value * 10 + (bytes[at] as number) - ZERO
  }
  return value
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE
}

/** Only characters that a stamp has, in as far as there are any. */
function mayBegin(bytes: Uint8Array, from: number): boolean {
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (!isDigit(byte) && !IN_STAMP.has(byte)) return false
  }
  return true
}

/** `-`, `.`, `:`, `+`, `T` and `Z`. */
const IN_STAMP: ReadonlySet<number> = new Set([0x2d, 0x2e, 0x3a, 0x2b, 0x54, 0x5a])

/** The moment of so many milliseconds since the epoch. */
export function stampOfTime(time: number): Stamp {
  const seconds = Math.floor(time / MS_PER_S)
  return { seconds, nanos: Math.round((time - seconds * MS_PER_S) * NANOS_PER_MS) }
}

/** Below zero where `a` was before `b`, zero where they are the same. */
export function compareStamps(a: Stamp, b: Stamp): number {
  return a.seconds - b.seconds || a.nanos - b.nanos
}
