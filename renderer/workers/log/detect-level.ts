import { jsonLevel } from './json-level.ts'
import {
  CONTINUES,
  ERROR,
  FATAL,
  INFO,
  DEBUG,
  WARN,
  NONE,
  NOT_KNOWN,
  isLevelKey,
  levelOfNumber,
  levelOfWord,
  type LevelCode,
} from './log-level.ts'

/** Loggers say the level before they say anything else. */
const MAX_PREFIX = 200

const ESC = 0x1b
const SPACE = 0x20
const TAB = 0x09
const QUOTE = 0x22
const EQUALS = 0x3d
const COLON = 0x3a
const OPEN_BRACE = 0x7b
const LOWER_BIT = 0x20

const [UPPER, LOWER, DIGIT] = [1, 2, 4]
const LETTER = UPPER | LOWER
/** Of each byte, what it is in a word. */
const CLASS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte >= 0x41 && byte <= 0x5a) return UPPER
  if (byte >= 0x61 && byte <= 0x7a) return LOWER
  return (byte >= 0x30 && byte <= 0x39) || byte === 0x5f ? DIGIT : 0
})

const flags = (chars: string) =>
  Uint8Array.from({ length: 256 }, (_, byte) => (chars.includes(String.fromCharCode(byte)) ? 1 : 0))
/** May stand before and after a level in capitals. */
const BEFORE = flags(' \t[(<|"\'=:-;>')
const AFTER = flags(' \t])>|"\':[,!-;\u001b')
/** Mark a level in small letters as one. */
const OPENS = flags('[(<|\t')
const CLOSES = flags('])>|\t')
const MARKS = flags('=:')

/**
 * What a line says of its level, from its bytes: as JSON, as `level=…`, or as a word where loggers
 * put one. Looks at each byte once, because there may be millions of lines.
 */
export function detectLevel(bytes: Uint8Array, from: number, to: number): LevelCode {
  let at = from
  while (at < to && isBlank(bytes[at] as number)) at += 1
  if (at === to) return CONTINUES
  const first = bytes[at] as number
  if (first === OPEN_BRACE && at === from) return jsonLevel(bytes, at, to)
  if (at === from) {
    const known = knownShape(bytes, at, to)
    if (known !== NOT_KNOWN) return known
    return levelInText(bytes, at, Math.min(to, from + MAX_PREFIX), false) || NONE
  }
  // What is indented goes on, unless it begins with a level: some loggers align theirs so.
  return levelInText(bytes, at, Math.min(to, from + MAX_PREFIX), true) || CONTINUES
}

/** @param isIndented the first word decides. */
function levelInText(bytes: Uint8Array, from: number, to: number, isIndented: boolean): LevelCode {
  let hasWord = false
  let at = from
  while (at < to) {
    const byte = bytes[at] as number
    if (byte === ESC) {
      at = afterSequence(bytes, at, to)
      continue
    }
    const kind = CLASS[byte] as number
    if ((kind & LETTER) === 0) {
      at += 1
      continue
    }
    let end = at + 1
    let all = kind
    while (end < to && (CLASS[bytes[end] as number] as number) !== 0) {
      all |= CLASS[bytes[end] as number] as number
      end += 1
    }
    const after = end < to ? (bytes[end] as number) : SPACE
    // Most words of most lines are passed over here.
    const isOrdinary = hasWord && all !== UPPER && !(MARKS[after] || OPENS[bytes[at - 1] as number])
    // Letters and digits together are a name, an id, or a time.
    if ((all & DIGIT) === 0 && !isOrdinary) {
      const level = levelOfToken(bytes, { from: at, to: end, start: from, all, limit: to, hasWord })
      if (level !== NOT_KNOWN) return level
      // `T`, `Z` and `AM` belong to the time before a level.
      hasWord ||= end - at > 2
    }
    if (isIndented && hasWord) return NOT_KNOWN
    at = end
  }
  return NOT_KNOWN
}

interface Token {
  readonly from: number
  readonly to: number
  /** Where the line begins, and where the search ends. */
  readonly start: number
  readonly limit: number
  /** What kinds of characters it has. */
  readonly all: number
  /** There was a word before it. */
  readonly hasWord: boolean
}

function levelOfToken(bytes: Uint8Array, token: Token): LevelCode {
  const { from, to, start, all, limit, hasWord } = token
  if (to - from < 3) return NOT_KNOWN
  const after = to < limit ? (bytes[to] as number) : SPACE
  if (after === EQUALS) return levelOfPair(bytes, token)
  // After a colour's sequence a word begins as at the line's beginning.
  const before = from === start ? SPACE : (bytes[from - 1] as number)
  const isFree = BEFORE[before] === 1 || isColourEnd(bytes, from - 1, start)
  if (!isFree || AFTER[after] !== 1) return NOT_KNOWN
  if (all === UPPER) return levelOfWord(bytes, from, to)
  const isMarked =
    (OPENS[before] === 1 && CLOSES[after] === 1) ||
    after === COLON ||
    (!hasWord && from !== start && after === TAB)
  if (isMarked) return levelOfMarked(bytes, from, to)
  return hasWord ? NOT_KNOWN : graveWord(bytes, from, to)
}

/** Of text, `Query:` or `Context:` may be anything. */
function levelOfMarked(bytes: Uint8Array, from: number, to: number): LevelCode {
  const level = levelOfWord(bytes, from, to)
  return level === CONTINUES ? NOT_KNOWN : level
}

/** A first word in small letters says a level only where it is one that nobody uses by the way. */
function graveWord(bytes: Uint8Array, from: number, to: number): LevelCode {
  const level = levelOfWord(bytes, from, to)
  return level >= WARN && level <= FATAL && to - from > 3 ? level : NOT_KNOWN
}

/** `level=info` and `severity="ERROR"`. */
function levelOfPair(bytes: Uint8Array, { from, to, limit }: Token): LevelCode {
  if (!isLevelKey(bytes, from, to)) return NOT_KNOWN
  let begin = to + 1
  if (begin < limit && bytes[begin] === QUOTE) begin += 1
  let end = begin
  while (end < limit && CLASS[bytes[end] as number] !== 0) end += 1
  return levelOfValue(bytes, begin, end)
}

/** A word, or a number. */
function levelOfValue(bytes: Uint8Array, from: number, to: number): LevelCode {
  if (to - from > 2) return levelOfWord(bytes, from, to)
  let number = 0
  for (let at = from; at < to; at++) {
    if ((bytes[at] as number) < 0x30 || (bytes[at] as number) > 0x39) return NOT_KNOWN
    number = number * 10 + (bytes[at] as number) - 0x30
  }
  return to > from ? levelOfNumber(number) : NOT_KNOWN
}

/** Lines whose beginning says it all. */
function knownShape(bytes: Uint8Array, from: number, to: number): LevelCode {
  const first = bytes[from] as number
  // `}`, `)` and `]` end what a line before began.
  if (first === 0x7d || first === 0x29 || first === 0x5d) return CONTINUES
  if (isDigit(bytes[from + 1]) && isDigit(bytes[from + 4]) && bytes[from + 5] === SPACE) {
    const known = klogLevel(first)
    if (known !== NOT_KNOWN) return known
  }
  if (isDigit(first)) return redisLevel(bytes, from, to)
  if (startsWith(bytes, from, to, CAUSED_BY)) return CONTINUES
  if (startsWith(bytes, from, to, GOROUTINE)) return CONTINUES
  if (startsWith(bytes, from, to, TRACEBACK)) return ERROR
  return isException(bytes, from, to) ? ERROR : NOT_KNOWN
}

const asBytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const CAUSED_BY = asBytes('Caused by: ')
const GOROUTINE = asBytes('goroutine ')
const TRACEBACK = asBytes('Traceback (')
const ERROR_END = asBytes('Error')
const EXCEPTION_END = asBytes('Exception')

/** `I1128 02:00:00.000000`: of klog and glog. */
function klogLevel(letter: number): LevelCode {
  switch (letter) {
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

/** From the role to the mark, in `1:M 28 Nov 2026 02:00:00.000 * Ready`. */
const REDIS_MARK = 27

function redisLevel(bytes: Uint8Array, from: number, to: number): LevelCode {
  let at = from
  while (at < to && isDigit(bytes[at])) at += 1
  const isRedis =
    bytes[at] === COLON &&
    CLASS[bytes[at + 1] ?? 0] === UPPER &&
    bytes[at + 2] === SPACE &&
    at + 1 + REDIS_MARK < to &&
    bytes[at + REDIS_MARK] === SPACE &&
    bytes[at + 2 + REDIS_MARK] === SPACE
  if (!isRedis) return NOT_KNOWN
  switch (bytes[at + 1 + REDIS_MARK]) {
    case 0x2e:
    case 0x2d:
      return DEBUG
    case 0x2a:
      return INFO
    case 0x23:
      return WARN
    default:
      return NOT_KNOWN
  }
}

/** `java.lang.IllegalStateException: …`, `TypeError: …`. */
function isException(bytes: Uint8Array, from: number, to: number): boolean {
  let end = from
  const last = Math.min(to, from + MAX_PREFIX)
  for (; end < last; end++) {
    const byte = bytes[end] as number
    if (CLASS[byte] === 0 && byte !== 0x2e && byte !== 0x24) break
  }
  if (end < to && bytes[end] !== COLON && bytes[end] !== SPACE) return false
  return endsWith(bytes, from, end, ERROR_END) || endsWith(bytes, from, end, EXCEPTION_END)
}

function startsWith(bytes: Uint8Array, from: number, to: number, start: Uint8Array): boolean {
  if (to - from < start.length || bytes[from] !== start[0]) return false
  return start.every((byte, at) => bytes[from + at] === byte)
}

function endsWith(bytes: Uint8Array, from: number, to: number, end: Uint8Array): boolean {
  if (to - from < end.length || bytes[to - 1] !== end.at(-1)) return false
  return end.every((byte, at) => bytes[to - end.length + at] === byte)
}

function isBlank(byte: number): boolean {
  return byte === SPACE || byte === TAB
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}

/** Whether an `m` ends a colour's sequence. */
function isColourEnd(bytes: Uint8Array, at: number, start: number): boolean {
  if (bytes[at] !== 0x6d) return false
  let begin = at - 1
  while (begin > start && (isDigit(bytes[begin]) || bytes[begin] === 0x3b)) begin -= 1
  return bytes[begin] === 0x5b && bytes[begin - 1] === ESC
}

/** After a sequence of colours, whose letters are no word. */
function afterSequence(bytes: Uint8Array, from: number, to: number): number {
  if (bytes[from + 1] !== 0x5b) return from + 1
  let at = from + 2
  while (at < to && ((bytes[at] as number) | LOWER_BIT) < 0x60) at += 1
  return at + 1
}
