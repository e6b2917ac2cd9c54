/** How grave a line says that it is, from the least on; `none` where it does not say. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'none'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

/** A level as it is kept of each line: its place in `LOG_LEVELS`, from 1. 0 is not known yet. */
export type LevelCode = number

export const NOT_KNOWN: LevelCode = 0
const TRACE: LevelCode = 1
export const [DEBUG, INFO, WARN, ERROR, FATAL, NONE] = [2, 3, 4, 5, 6, 7] as const
/** The line goes on with what the one before it says: a stack trace, or a wrapped statement. */
export const CONTINUES: LevelCode = 8
/** A note of ours: it is none of the lines that have no level. */
export const OURS: LevelCode = 9

/** The name of a level. */
export function levelName(code: LevelCode): LogLevel {
  return LOG_LEVELS[code - 1] ?? 'none'
}

/** What programs call levels, and their loggers for short. */
const WORDS: Readonly<Record<string, LevelCode>> = {
  trace: TRACE,
  trce: TRACE,
  trc: TRACE,
  verbose: TRACE,
  vrb: TRACE,
  finest: TRACE,
  finer: TRACE,
  debug: DEBUG,
  dbug: DEBUG,
  dbg: DEBUG,
  fine: DEBUG,
  info: INFO,
  inf: INFO,
  information: INFO,
  informational: INFO,
  notice: INFO,
  note: INFO,
  log: INFO,
  system: INFO,
  config: INFO,
  warn: WARN,
  warning: WARN,
  wrn: WARN,
  error: ERROR,
  err: ERROR,
  fail: ERROR,
  severe: ERROR,
  fatal: FATAL,
  ftl: FATAL,
  critical: FATAL,
  crit: FATAL,
  alert: FATAL,
  emerg: FATAL,
  emergency: FATAL,
  panic: FATAL,
  pnc: FATAL,
  dpanic: FATAL,
}

/** Of PostgreSQL: each is a line of its own, with a stamp of its own, after the one it belongs to. */
const CONTINUING: readonly string[] = ['detail', 'hint', 'statement', 'context', 'query']

/** Keys that fields of that kind have, in JSON and in `key=value`. */
const KEYS: readonly string[] = ['level', 'lvl', 'severity', 'loglevel', 'levelname', 'log']

const LOWER = 0x20

/** Words by what is cheap to tell: their length, and their first letter. */
interface Word {
  readonly bytes: Uint8Array
  readonly code: LevelCode
}
type WordTable = readonly (readonly Word[])[]

const LENGTHS = 16
const LEVEL_TABLE = tableOf([
  ...Object.entries(WORDS),
  ...CONTINUING.map((word) => [word, CONTINUES] as const),
])
const KEY_TABLE = tableOf(KEYS.map((word) => [word, NONE] as const))

function tableOf(words: readonly (readonly [string, LevelCode])[]): WordTable {
  const table: Word[][] = Array.from({ length: 32 * LENGTHS }, () => [])
  for (const [word, code] of words) {
    const bytes = Uint8Array.from(word, (letter) => letter.charCodeAt(0))
    table[slotOf(bytes[0] as number, bytes.length)]?.push({ bytes, code })
  }
  return table
}

function slotOf(first: number, length: number): number {
  return (first & 0x1f) * LENGTHS + length
}

function lookUp(table: WordTable, bytes: Uint8Array, from: number, to: number): LevelCode {
  if (to - from >= LENGTHS) return NOT_KNOWN
  for (const { bytes: word, code } of table[slotOf(bytes[from] as number, to - from)] ?? []) {
    let at = 1
    while (at < word.length && ((bytes[from + at] as number) | LOWER) === word[at]) at += 1
    if (at === word.length) return code
  }
  return NOT_KNOWN
}

/** The level that these letters name, in whatever case. */
export function levelOfWord(bytes: Uint8Array, from: number, to: number): LevelCode {
  return lookUp(LEVEL_TABLE, bytes, from, to)
}

/** Whether these letters are the key of a level. */
export function isLevelKey(bytes: Uint8Array, from: number, to: number): boolean {
  return lookUp(KEY_TABLE, bytes, from, to) !== NOT_KNOWN
}

/** Of pino and bunyan in tens, from 10; of syslog and GELF from 0, the gravest, to 7. */
export function levelOfNumber(number: number): LevelCode {
  if (number >= 10) return Math.min(FATAL, Math.floor(number / 10))
  if (number <= 2) return FATAL
  if (number === 3) return ERROR
  if (number === 4) return WARN
  return number <= 6 ? INFO : DEBUG
}
