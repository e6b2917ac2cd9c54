import {
  DEBUG,
  ERROR,
  FATAL,
  INFO,
  NONE,
  NOT_KNOWN,
  WARN,
  isLevelKey,
  levelOfNumber,
  levelOfWord,
  type LevelCode,
} from './log-level.ts'

/** A longer line is looked at only so far. */
const MAX_BYTES = 64 * 1024

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COLON = 0x3a
const AT = 0x40
const DOT = 0x2e
const LETTER_S = 0x73

/** The level of a line that is an object: the value of one of its own keys, and not of one within. */
export function jsonLevel(bytes: Uint8Array, from: number, to: number): LevelCode {
  const end = Math.min(to, from + MAX_BYTES)
  let depth = 0
  for (let at = from; at < end; at++) {
    const byte = bytes[at] as number
    // `{` and `[`, `}` and `]`.
    if (byte === 0x7b || byte === 0x5b) depth += 1
    else if (byte === 0x7d || byte === 0x5d) depth -= 1
    else if (byte === QUOTE) {
      const close = closingQuote(bytes, at + 1, end)
      if (depth === 1 && isKey(bytes, at + 1, close)) {
        const value = valueAfter(bytes, close + 1, end)
        const level = value === -1 ? NOT_KNOWN : levelAt(bytes, value, end, close - at === 2)
        if (level !== NOT_KNOWN) return level
      }
      at = close
    }
  }
  return NONE
}

function closingQuote(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  while (at < end && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1
  return at
}

/** `level`, `@level`, `log.level`, and the `s` of MongoDB and `@l` of Serilog. */
function isKey(bytes: Uint8Array, from: number, to: number): boolean {
  const begin = bytes[from] === AT ? from + 1 : from
  const length = to - begin
  if (length === 1) return begin > from ? bytes[begin] === 0x6c : bytes[begin] === LETTER_S
  if (length === 9 && bytes[begin + 3] === DOT) return isLevelKey(bytes, begin + 4, to)
  return length >= 3 && length < 10 && isLevelKey(bytes, begin, to)
}

/** Where the value of a key begins; -1 where what was quoted is no key. */
function valueAfter(bytes: Uint8Array, from: number, end: number): number {
  let at = from
  while (at < end && bytes[at] === 0x20) at += 1
  if (bytes[at] !== COLON) return -1
  at += 1
  while (at < end && bytes[at] === 0x20) at += 1
  return at
}

function levelAt(bytes: Uint8Array, from: number, end: number, isLetter: boolean): LevelCode {
  if (bytes[from] === QUOTE) {
    const close = closingQuote(bytes, from + 1, end)
    return isLetter && close - from <= 3
      ? levelOfLetter(bytes[from + 1])
      : levelOfWord(bytes, from + 1, close)
  }
  let number = -1
  for (let at = from; at < end; at++) {
    const digit = (bytes[at] as number) - 0x30
    if (digit < 0 || digit > 9) break
    number = Math.max(0, number) * 10 + digit
  }
  return number === -1 ? NOT_KNOWN : levelOfNumber(number)
}

/** Of MongoDB: `D1` to `D5` are for debugging. */
function levelOfLetter(letter: number | undefined): LevelCode {
  switch (letter) {
    case 0x44:
      return DEBUG
    case 0x49:
      return INFO
    case 0x57:
      return WARN
    case 0x45:
      return ERROR
    case 0x46:
      return FATAL
    default:
      return NOT_KNOWN
  }
}
