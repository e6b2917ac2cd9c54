import { visibleText } from '#shared/visible-text.ts'
import { lineFields, valueOf, type LineField } from './line-fields.ts'
import { plainText } from './line-details.ts'
import { levelName, levelOfNumber, levelOfWord, NOT_KNOWN, type LevelCode } from './log-level.ts'
import { rolesOf } from './line-roles.ts'

/** How lines with fields are shown. */
export interface FieldLook {
  /** Keys of fields that are not. */
  readonly hidden: readonly string[]
}

/** A line with fields as it is shown: level, message, and the rest as `key=value`. */
export interface FieldLine {
  /** With colours; nothing where all of it is hidden, and the line is shown as it came. */
  readonly text: string | undefined
  /** Keys that may be hidden. */
  readonly keys: readonly string[]
}

/** A line of so many bytes stays as it is. */
export const MAX_FIELD_LINE = 16 * 1024

const END_COLOUR = '\u001b[39m'
const [RED, YELLOW, BLUE, GREY] = ['\u001b[31m', '\u001b[33m', '\u001b[34m', '\u001b[90m'] as const
const LEVEL_CHARS = 5
const OPEN_BRACE = 0x7b
const EQUALS = 0x3d

/** The line so, or nothing where it has no fields. The time is what the stamps are for. */
export function fieldLine(bytes: Uint8Array<ArrayBuffer>, look: FieldLook): FieldLine | undefined {
  if (bytes.length >= MAX_FIELD_LINE) return undefined
  // Anywhere: a line of JSON may begin with a colour.
  if (!bytes.includes(OPEN_BRACE) && !bytes.includes(EQUALS)) return undefined
  const text = plainText(bytes)
  const fields = lineFields(text)
  if (!fields) return undefined
  const { time, level, message } = rolesOf(fields)
  const own = fields.filter((field) => field.depth === 0)
  const rest = own.filter((field) => field !== time && field !== level && field !== message)
  const shown = rest.filter(({ key }) => !look.hidden.includes(key))
  const parts = [
    ...(level ? [levelText(valueOf(text, level))] : []),
    ...(message ? [visibleText(valueOf(text, message))] : []),
    ...shown.map((field) => pairText(text, field)),
  ]
  const isBlank = parts.every((part) => part.trim() === '')
  return { text: isBlank ? undefined : parts.join(' '), keys: rest.map(({ key }) => key) }
}

/** The key in grey: what xterm dims is too faint to read. */
function pairText(text: string, field: LineField): string {
  const value = valueOf(text, field)
  // A text with blanks would seem to end at the first.
  const needsQuotes = field.kind === 'text' && (value === '' || /[\s"=]/.test(value))
  const shown = visibleText(needsQuotes ? JSON.stringify(value) : value)
  return `${GREY}${visibleText(field.key)}=${END_COLOUR}${shown}`
}

/** `INFO `, `WARN `: as wide as most, so that messages begin below each other. */
function levelText(value: string): string {
  const code = codeOf(value)
  const name = code === NOT_KNOWN ? visibleText(value.slice(0, 12)) : levelName(code)
  return `${colourOf(code)}${name.toUpperCase().padEnd(LEVEL_CHARS)}${END_COLOUR}`
}

function codeOf(value: string): LevelCode {
  if (/^\d{1,3}$/.test(value)) return levelOfNumber(Number(value))
  const bytes = new TextEncoder().encode(value)
  return levelOfWord(bytes, 0, bytes.length)
}

function colourOf(code: LevelCode): string {
  switch (levelName(code)) {
    case 'fatal':
    case 'error':
      return RED
    case 'warn':
      return YELLOW
    case 'info':
      return BLUE
    default:
      return GREY
  }
}
