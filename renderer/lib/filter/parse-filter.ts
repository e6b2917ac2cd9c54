/** How a value is compared: `state:running`, `size>500mb`. */
export type FilterOperator = ':' | '<' | '>' | '<=' | '>='

/** One value of a term; of several, `image:redis,postgres`, any will do. */
export interface FilterValue {
  readonly text: string
  /** It was put in quotes: this and no more. */
  readonly exact: boolean
}

interface Term {
  /** Where it stands in what was typed. */
  readonly from: number
  readonly to: number
  /** With a `-` before it: what matches is left out. */
  readonly negated: boolean
  /** The whole of it as text, without the `-` and the quotes. */
  readonly text: string
}

/** A word to be found anywhere. */
export interface TextTerm extends Term {
  readonly kind: 'text'
}

/** What is asked of one property. Whether there is one of this name is not known here. */
export interface FieldTerm extends Term {
  readonly kind: 'field'
  /** In lower case. */
  readonly key: string
  readonly operator: FilterOperator
  /** At least one, which may be empty. */
  readonly values: readonly FilterValue[]
  /** Where the last of them begins in what was typed. */
  readonly lastFrom: number
}

export type FilterTerm = TextTerm | FieldTerm

/** `state:`, `size>=`: letters, so that `8080:80` and `10.0.0.1` are plain words. */
const FIELD = /^([a-z][a-z-]*)(<=|>=|[:<>])/i

/** Takes a filter apart. Everything is a filter: what has no other meaning is a word to be found. */
export function parseFilter(text: string): readonly FilterTerm[] {
  return splitWords(text).map(({ from, to }) => parseTerm(text.slice(from, to), from))
}

function parseTerm(word: string, from: number): FilterTerm {
  const negated = word.length > 1 && word.startsWith('-')
  const body = negated ? word.slice(1) : word
  const span = { from, to: from + word.length, negated, text: unquoted(body) }
  const [head, key, operator] = FIELD.exec(body) ?? []
  if (head === undefined || key === undefined) return { ...span, kind: 'text' }
  const values = splitUnquoted(body.slice(head.length), ',')
  return {
    ...span,
    kind: 'field',
    key: key.toLowerCase(),
    operator: operator as FilterOperator,
    values: values.map(toValue),
    lastFrom: span.to - (values.at(-1)?.length ?? 0),
  }
}

function toValue(written: string): FilterValue {
  return { text: unquoted(written), exact: written.startsWith('"') }
}

/** Where the words stand: white space parts them, except in quotes. */
function splitWords(text: string): readonly { readonly from: number; readonly to: number }[] {
  const words: { from: number; to: number }[] = []
  let from = -1
  for (const { char, at, quoted } of characters(text)) {
    const parts = !quoted && /\s/.test(char)
    if (!parts && from === -1) from = at
    if (!parts || from === -1) continue
    words.push({ from, to: at })
    from = -1
  }
  if (from !== -1) words.push({ from, to: text.length })
  return words
}

function splitUnquoted(text: string, separator: string): readonly string[] {
  const parts = ['']
  for (const { char, quoted } of characters(text)) {
    if (char === separator && !quoted) parts.push('')
    else parts.push(`${parts.pop() ?? ''}${char}`)
  }
  return parts
}

/** The text without its quotes; in quotes, `\"` and `\\` stand for the character after them. */
function unquoted(text: string): string {
  return [...characters(text)].map(({ char, role }) => (role === 'text' ? char : '')).join('')
}

/** Each UTF-16 unit, and what it is: text, a quote, or the backslash before another character. */
function* characters(text: string) {
  let quoted = false
  let escaped = false
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at)
    const isEscape: boolean =
      quoted && !escaped && char === '\\' && /["\\]/.test(text.charAt(at + 1))
    const isQuote = char === '"' && !escaped
    escaped = isEscape
    yield { char, at, quoted, role: isEscape ? 'escape' : isQuote ? 'quote' : 'text' } as const
    if (isQuote) quoted = !quoted
  }
}

/** A value as it must be written to be read as this text: in quotes where it needs them. */
export function writeValue(text: string): string {
  if (text !== '' && !/[\s",]/.test(text)) return text
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`
}

/** The filter without one of its terms. */
export function withoutTerm(text: string, { from, to }: Pick<FilterTerm, 'from' | 'to'>): string {
  return [text.slice(0, from).trimEnd(), text.slice(to).trimStart()].filter(Boolean).join(' ')
}
