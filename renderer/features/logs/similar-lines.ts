import { cutText } from '#lib/cut-text.ts'
import { valueOf, type LineField } from '../../workers/log/line-fields.ts'
import type { LineDetails } from '../../workers/log/line-details.ts'
import { rolesOf } from '../../workers/log/line-roles.ts'
import type { FindQuery } from '../../workers/log/find-pattern.ts'

/** So much of a line tells it from others. */
const MAX_CHARS = 300

const UUID = String.raw`[\da-fA-F]{8}(?:-[\da-fA-F]{4}){3}-[\da-fA-F]{12}`
/** Six or more with a digit among them: an id, and not a word of those letters. */
const HEX = String.raw`0x[\da-fA-F]+|(?<![\p{L}\p{N}_])(?=[a-fA-F]*\d)[\da-fA-F]{6,}(?![\p{L}\p{N}_])`
const PARTS = new RegExp(String.raw`(${UUID})|(${HEX})|(\d+)|([\\^$.*+?()[\]{}|/])`, 'gu')

/** An expression for texts like this one: its numbers, hex and ids may be others. */
export function wildExpression(text: string): string {
  const said = cutText(text, MAX_CHARS)
  return said.replace(PARTS, (part, uuid?: string, hex?: string, digits?: string) => {
    // Of its exact length: several that are joined would else be divided in every way.
    if (uuid !== undefined) return UUID
    // An id of digits alone is a number too.
    if (hex !== undefined) return String.raw`(?:0x)?[\da-fA-F]+`
    return digits === undefined ? `\\${part}` : String.raw`\d+`
  })
}

/** Finds lines that say the same of something else. A message is looked for as its line writes it. */
export function similarQuery({ text, fields }: LineDetails): FindQuery {
  const message = fields && rolesOf(fields).message
  const own = message ? rawOf(text, message) : ''
  // An empty text would end the search.
  const said = own.trim() === '' ? text : own
  return { text: wildExpression(said), isRegExp: true, matchCase: true, wholeWord: false }
}

/** Finds lines whose value in this field begins the same, written as in this line. */
export function fieldQuery({ text }: LineDetails, field: LineField): FindQuery {
  const said = cutText(text.slice(field.keyFrom, field.to), MAX_CHARS)
  return { text: said, isRegExp: false, matchCase: true, wholeWord: false }
}

/** Nobody reads more; it stays as it is written. */
const MAX_LAID_OUT = 256 * 1024

/** The line's fields as JSON that is laid out for reading. */
export function prettyJson({ text, fields = [] }: LineDetails): string {
  if (text.startsWith('{')) return text.length > MAX_LAID_OUT ? text : laidOut(text)
  const pairs = fields.map(
    (field) => `  ${JSON.stringify(field.key)}: ${JSON.stringify(valueOf(text, field))}`,
  )
  return `{\n${pairs.join(',\n')}\n}`
}

/** Deeper within, it does not go further to the right. */
const MAX_INDENT = 20

/** JSON on lines of their own. Every value stays as it is written: long numbers keep their digits. */
function laidOut(json: string): string {
  const parts: string[] = []
  let depth = 0
  const line = () => `\n${'  '.repeat(Math.min(depth, MAX_INDENT))}`
  for (let at = 0; at < json.length;) {
    const to = endOf(json, at)
    const part = json.slice(at, to)
    const isClosing = part === '}' || part === ']'
    const isEmpty = isClosing && '{['.includes(parts.at(-1)?.[0] ?? ' ')
    if (isClosing) depth -= 1
    if (isEmpty) parts[parts.length - 1] = (parts.at(-1) as string)[0] as string
    if (part === '{' || part === '[') depth += 1
    if (part === '{' || part === '[' || part === ',') parts.push(part + line())
    else if (isClosing) parts.push(isEmpty ? part : line() + part)
    else if (part === ':') parts.push(': ')
    else if (part.trim() !== '') parts.push(part)
    at = to
  }
  return parts.join('')
}

/** Past the string, the mark or the word that begins here. */
function endOf(json: string, from: number): number {
  let at = from + 1
  if (json[from] === '"') {
    while (at < json.length && json[at] !== '"') at += json[at] === '\\' ? 2 : 1
    return at + 1
  }
  const marks = '{}[],:" \t\r\n'
  if (marks.includes(json[from] as string)) return at
  while (at < json.length && !marks.includes(json[at] as string)) at += 1
  return at
}

function rawOf(text: string, { kind, from, to }: LineField): string {
  return kind === 'text' ? text.slice(from + 1, to - 1) : text.slice(from, to)
}
