import type { LineField } from './line-fields.ts'

/** What loggers call the parts of a line that people read first. */
export interface LineRoles {
  readonly time?: LineField | undefined
  readonly level?: LineField | undefined
  readonly message?: LineField | undefined
}

const TIME: readonly string[] = ['time', 'ts', 'timestamp', '@timestamp', '@t']
const LEVEL: readonly string[] = [
  'level',
  'lvl',
  'severity',
  'loglevel',
  'levelname',
  'log.level',
  '@l',
]
const MESSAGE: readonly string[] = ['msg', 'message', '@m', 'event']

/** Which of the line's own fields say when, how grave and what. */
export function rolesOf(fields: readonly LineField[]): LineRoles {
  const own = fields.filter(
    ({ depth, kind }) => depth === 0 && (kind === 'text' || kind === 'value'),
  )
  return { time: firstOf(own, TIME), level: firstOf(own, LEVEL), message: firstOf(own, MESSAGE) }
}

/** By the order of the names: an `event` beside a `msg` is a field like others. */
function firstOf(fields: readonly LineField[], names: readonly string[]): LineField | undefined {
  for (const name of names) {
    const field = fields.find(({ key }) => key.toLowerCase() === name)
    if (field) return field
  }
  return undefined
}
