/** A value of a line that is an object of JSON, or `key=value` throughout. Places are in its text. */
export interface LineField {
  /** 0 for the line's own, more for those within others. */
  readonly depth: number
  /** Of an item of a list, its number. */
  readonly key: string
  readonly kind: 'text' | 'value' | 'object' | 'array'
  /** Where its key begins, or the value where it has none. */
  readonly keyFrom: number
  readonly from: number
  readonly to: number
  /** The beginning of its value. */
  readonly shown: string
}

/** Nobody reads more; what is beyond is in the text. */
export const MAX_FIELDS = 1000
const MAX_DEPTH = 20
const MAX_SHOWN = 500
const MAX_KEY = 200
/** Fewer pairs are a sentence with an equals sign. */
const MIN_PAIRS = 2
const MAX_PAIRS_CHARS = 16 * 1024

const PAIR = /([A-Za-z_@][\w.@/-]*)=("(?:[^"\\]|\\.)*"|[^\s"]*)(?:\s+|$)/y

type OpenField = { -readonly [Key in keyof LineField]: LineField[Key] }

/** The fields of a line in their order, those of an object after it; nothing where it has none. */
export function lineFields(text: string): readonly LineField[] | undefined {
  return text.startsWith('{') ? jsonFields(text) : pairFields(text)
}

/** The whole value of a field: a text without its quotes, all else as it stands in the line. */
export function valueOf(text: string, { kind, from, to }: LineField): string {
  const raw = text.slice(from, to)
  return kind === 'text' ? unquoted(raw) : raw
}

function jsonFields(text: string): readonly LineField[] | undefined {
  try {
    // What is no JSON has no fields. Nothing is made of what comes out: a key may be `__proto__`.
    JSON.parse(text)
  } catch {
    return undefined
  }
  const { fields } = new JsonWalk(text)
  return fields.length > 0 ? fields : undefined
}

/** One way through text that is known to be JSON, without recursion, in the order of the text. */
class JsonWalk {
  readonly fields: OpenField[] = []
  readonly #text: string
  /** What is open: its field where it is one that is kept, and how many items there were. */
  readonly #open: {
    readonly field?: OpenField | undefined
    readonly isList: boolean
    items: number
  }[] = []
  #key: { readonly from: number; readonly to: number } | undefined

  constructor(text: string) {
    this.#text = text
    for (let at = 0; at < text.length;) at = this.#step(at)
  }

  /** Past what begins here. */
  #step(at: number): number {
    const char = this.#text[at] as string
    switch (char) {
      case '{':
      case '[': {
        const isList = char === '['
        const field =
          this.#open.length > 0 ? this.#add(isList ? 'array' : 'object', at, at) : undefined
        this.#open.push({ field, isList, items: 0 })
        return at + 1
      }
      case '}':
      case ']':
        this.#close(at + 1)
        return at + 1
      case '"':
        return this.#quoted(at)
      case ',':
      case ':':
      case ' ':
      case '\t':
      case '\r':
      case '\n':
        return at + 1
      default: {
        let to = at + 1
        while (to < this.#text.length && !',]} \t\r\n'.includes(this.#text[to] as string)) to += 1
        this.#add('value', at, to)
        return to
      }
    }
  }

  #quoted(from: number): number {
    let at = from + 1
    while (this.#text[at] !== '"') at += this.#text[at] === '\\' ? 2 : 1
    const to = at + 1
    if (this.#open.at(-1)?.isList === false && !this.#key) this.#key = { from, to }
    else this.#add('text', from, to)
    return to
  }

  #add(kind: LineField['kind'], from: number, to: number): OpenField | undefined {
    const parent = this.#open.at(-1)
    const key = this.#key
    const index = parent ? parent.items++ : 0
    this.#key = undefined
    if (this.#open.length > MAX_DEPTH || this.fields.length >= MAX_FIELDS) return undefined
    const field: OpenField = {
      depth: this.#open.length - 1,
      key: (key ? unquoted(this.#text.slice(key.from, key.to)) : String(index)).slice(0, MAX_KEY),
      kind,
      keyFrom: key?.from ?? from,
      from,
      to,
      shown: kind === 'object' || kind === 'array' ? '' : shownOf(this.#text, kind, from, to),
    }
    this.fields.push(field)
    return field
  }

  #close(to: number): void {
    const field = this.#open.pop()?.field
    if (!field) return
    field.to = to
    field.shown = shownOf(this.#text, field.kind, field.from, to)
  }
}

/** `level=info msg="it is up" port=80`: pairs alone, from the beginning to the end. */
function pairFields(text: string): readonly LineField[] | undefined {
  if (text.length > MAX_PAIRS_CHARS || !text.includes('=')) return undefined
  const fields: LineField[] = []
  for (PAIR.lastIndex = 0; PAIR.lastIndex < text.length;) {
    const keyFrom = PAIR.lastIndex
    const [, key = '', raw = ''] = PAIR.exec(text) ?? []
    if (key === '' || fields.length >= MAX_FIELDS) return undefined
    const from = keyFrom + key.length + 1
    const to = from + raw.length
    const kind = raw.startsWith('"') ? 'text' : 'value'
    fields.push({ depth: 0, key, kind, keyFrom, from, to, shown: shownOf(text, kind, from, to) })
  }
  return fields.length < MIN_PAIRS ? undefined : fields
}

function shownOf(text: string, kind: LineField['kind'], from: number, to: number): string {
  // Six characters of the text may be one of the value.
  const isLong = to - from > 6 * MAX_SHOWN
  const value =
    kind === 'text'
      ? unquoted(text.slice(from, to))
      : text.slice(from, isLong ? from + MAX_SHOWN + 1 : to)
  return value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value
}

/** What is not escaped as in JSON is left as it is. */
function unquoted(raw: string): string {
  try {
    return String(JSON.parse(raw))
  } catch {
    return raw.slice(1, -1)
  }
}
