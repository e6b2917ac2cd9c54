import { charWidth } from './char-width.ts'
import { withColour, type Colours } from './colours.ts'
import type { MemberName } from './member-names.ts'

/** A line as it stands on the screen, in columns of a terminal that is as wide as it. */
export interface LineLayout {
  readonly columns: number
  /** Columns of what stands before the line's text. */
  readonly indent: number
  /** These columns as xterm is given them, with no colour or link on at either end. */
  drawn(from: number, to: number): string
  /** The same without colours. */
  plain(from: number, to: number): string
  /** The first column of a row, where rows have so many columns. */
  rowStart(row: number, width: number): number
  /** At least one. */
  rowsIn(width: number): number
}

/** What stands before the line's text. */
export interface LayoutOptions {
  readonly colours: Colours
  /** In grey. */
  readonly prefix: string
  /** After it, in a colour of its own: whose line it is. */
  readonly name?: MemberName | undefined
}

const RESET = '\u001b[0m'
const GREY = '\u001b[90m'
const LINK = '\u001b]8'
const END_LINK = `${LINK};;\u001b\\`
/** What ends a sentence ends no address. */
const ADDRESS = /https?:\/\/[^\s"'<>`\u0000-\u001f]*[^\s"'<>`\u0000-\u001f.,;:!?)\]}]/g
const TAB_COLUMNS = 8

/** A longer line with colours or wide characters is cut: each of its columns takes memory. */
export const MAX_LAID_OUT_CHARS = 1024 * 1024

/** Ids of what is on in a column take two bytes. */
const MAX_STYLES = 65_535

const PLAIN = /^[\u0020-\u007e]*$/
/** What the filter lets through: a colour, a link, or a character. */
const TOKEN = /\u001b\[[\d;:]*m|\u001b\]8;[^\u001b]*\u001b\\|[^]/gu

/** Lays a line out as xterm would, whose text has passed the filter for logs. */
export function layOut(text: string, options: LayoutOptions): LineLayout {
  const { colours, prefix, name } = options
  const isPlain = colours === '' && prefix === '' && !name && PLAIN.test(text)
  if (isPlain && !text.includes('://')) return plainLayout(text)
  return new Cells(linked(text), options)
}

/** Where it is cut at the screen's edge, an address would lead elsewhere: the whole is the link. */
function linked(text: string): string {
  if (!text.includes('://') || text.includes(LINK)) return text
  return text.replaceAll(ADDRESS, (url) => `${LINK};;${url}\u001b\\${url}${END_LINK}`)
}

/** Most lines of most logs: a column is a character. */
function plainLayout(text: string): LineLayout {
  return {
    columns: text.length,
    indent: 0,
    drawn: (from, to) => text.slice(from, to),
    plain: (from, to) => text.slice(from, to),
    rowStart: (row, width) => row * width,
    rowsIn: (width) => Math.max(1, Math.ceil(text.length / width)),
  }
}

class Cells implements LineLayout {
  /** A character with what joins it; empty in the second column of a wide one. */
  readonly #chars: string[] = []
  readonly #styles: number[] = []
  readonly #table = ['']
  readonly #ids = new Map([['', 0]])
  #hasWide = false
  /** Where the next character goes, and where a carriage return leads to. */
  #at = 0
  #home = 0
  #starts: { readonly width: number; readonly rows: readonly number[] } | undefined

  constructor(text: string, { colours, prefix, name }: LayoutOptions) {
    this.#write(prefix, this.#idOf(GREY))
    if (name) this.#write(name.text, this.#idOf(name.colour))
    this.#home = this.#at
    this.#take(text.length > MAX_LAID_OUT_CHARS ? cut(text) : text, colours)
  }

  get columns(): number {
    return this.#chars.length
  }

  get indent(): number {
    return this.#home
  }

  drawn(from: number, to: number): string {
    let out = ''
    let on = 0
    for (let column = from; column < Math.min(to, this.columns); column++) {
      const style = this.#styles[column] as number
      if (style !== on) {
        out += this.#turn(on, style)
        on = style
      }
      out += this.#charAt(column, from, to)
    }
    return out + this.#turn(on, 0)
  }

  plain(from: number, to: number): string {
    let out = ''
    for (let column = from; column < Math.min(to, this.columns); column++) {
      out += this.#charAt(column, from, to)
    }
    return out
  }

  rowStart(row: number, width: number): number {
    return this.#hasWide ? (this.#rows(width)[row] ?? this.columns) : row * width
  }

  rowsIn(width: number): number {
    if (this.#hasWide) return this.#rows(width).length
    return Math.max(1, Math.ceil(this.columns / width))
  }

  /** A wide character that is cut in two leaves a space. */
  #charAt(column: number, from: number, to: number): string {
    const char = this.#chars[column] as string
    if (char === '') return column === from ? ' ' : ''
    return column === to - 1 && this.#chars[column + 1] === '' ? ' ' : char
  }

  #turn(from: number, to: number): string {
    if (from === to) return ''
    const before = this.#table[from] as string
    const end = before === '' ? '' : `${before.includes('\u001b]') ? END_LINK : ''}${RESET}`
    return end + (this.#table[to] as string)
  }

  /** A wide character that does not fit into a row begins the next. */
  #rows(width: number): readonly number[] {
    if (this.#starts?.width === width) return this.#starts.rows
    const rows = [0]
    for (let start = 0; start + width < this.columns;) {
      const end = start + width
      start = this.#chars[end] === '' && width > 1 ? end - 1 : end
      rows.push(start)
    }
    this.#starts = { width, rows }
    return rows
  }

  #take(text: string, carried: Colours): void {
    let colours: readonly string[] = carried === '' ? [] : [carried]
    let link = ''
    let style = this.#idOf(carried)
    for (const [token] of text.matchAll(TOKEN)) {
      if (token.length > 1 && token.startsWith('\u001b')) {
        if (token.endsWith('m')) colours = withColour(colours, token)
        else link = /^\u001b\]8;[^;]*;[^\u001b]/.test(token) ? token : ''
        style = this.#idOf(colours.join('') + link)
      } else this.#put(token, style)
    }
  }

  #put(char: string, style: number): void {
    switch (char) {
      case '\r':
        this.#at = this.#home
        return
      case '\b':
        this.#at = Math.max(this.#home, this.#at - 1)
        return
      case '\t':
        return this.#tab(style)
      default:
        this.#write(char, style)
    }
  }

  #tab(style: number): void {
    const column = this.#at - this.#home
    const stop = this.#home + column - (column % TAB_COLUMNS) + TAB_COLUMNS
    while (this.#chars.length < stop) this.#set(this.#chars.length, ' ', style)
    this.#at = stop
  }

  #write(text: string, style: number): void {
    for (const char of text) {
      const width = charWidth(char.codePointAt(0) as number)
      if (width === 0) {
        this.#join(char)
        continue
      }
      this.#set(this.#at, char, style)
      if (width === 2) {
        this.#set(this.#at + 1, '', style)
        this.#hasWide = true
      }
      this.#at += width
    }
  }

  /** Onto the character before it. Controls that draw nothing have no width either. */
  #join(char: string): void {
    if (char < ' ' || char === '\u007f') return
    const before = this.#chars[this.#at - 1] === '' ? this.#at - 2 : this.#at - 1
    if (before >= this.#home && this.#chars[before] !== undefined) this.#chars[before] += char
  }

  /** What is written over half of a wide character leaves a space in its other half. */
  #set(column: number, char: string, style: number): void {
    if (this.#hasWide && char !== '' && this.#chars[column] === '') this.#chars[column - 1] = ' '
    if (this.#hasWide && char !== '' && this.#chars[column + 1] === '')
      this.#chars[column + 1] = ' '
    this.#chars[column] = char
    this.#styles[column] = style
  }

  #idOf(style: string): number {
    const known = this.#ids.get(style)
    if (known !== undefined) return known
    const id = this.#table.length
    if (id >= MAX_STYLES) return 0
    this.#table.push(style)
    this.#ids.set(style, id)
    return id
  }
}

function cut(text: string): string {
  const rest = text.length - MAX_LAID_OUT_CHARS
  return `${text.slice(0, MAX_LAID_OUT_CHARS)}${RESET} … and ${rest.toLocaleString('en')} more characters`
}
