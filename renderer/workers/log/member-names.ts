import { charWidth } from './char-width.ts'

/** A name that is longer is cut: the lines need the room. */
const MAX_COLUMNS = 24

/** Colours of the terminal's theme that are told apart best; red is for what went wrong. */
const COLOURS = [36, 35, 33, 32, 34, 96, 93] as const

/** What stands before a line: the name of its container. */
export interface MemberName {
  readonly text: string
  /** The sequence that switches its colour on. */
  readonly colour: string
}

/** The names of the containers of a merged log, each as wide as the widest. */
export function memberNames(names: readonly string[]): readonly MemberName[] {
  const short = names.map((name) => cut(name))
  const widest = Math.max(0, ...short.map((name) => widthOf(name)))
  return short.map((name, member) => ({
    text: `${name}${' '.repeat(widest - widthOf(name))} │ `,
    colour: `\u001b[${COLOURS[member % COLOURS.length]}m`,
  }))
}

function cut(name: string): string {
  if (widthOf(name) <= MAX_COLUMNS) return name
  let kept = ''
  for (const char of name) {
    if (widthOf(kept + char) >= MAX_COLUMNS) break
    kept += char
  }
  return `${kept}…`
}

function widthOf(text: string): number {
  let width = 0
  for (const char of text) width += charWidth(char.codePointAt(0) as number)
  return width
}
