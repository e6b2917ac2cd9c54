import { charWidth } from './char-width.ts'

/** A name that is longer is cut: the lines need the room. */
const MAX_COLUMNS = 24

/**
 * Colours that are told apart best, as the terminal's theme and the window have them; red is for
 * what went wrong. They come again and again, and never stand alone.
 */
const COLOURS = [
  { ansi: 36, css: 'light-dark(#0b6470, #63d3d8)' },
  { ansi: 35, css: 'var(--special)' },
  { ansi: 33, css: 'var(--paused)' },
  { ansi: 32, css: 'var(--running)' },
  { ansi: 34, css: 'var(--accent)' },
  { ansi: 93, css: 'var(--warn)' },
] as const

/** The colour of a container in the window. */
export function memberColour(member: number): string {
  return colourOf(member).css
}

function colourOf(member: number): (typeof COLOURS)[number] {
  return COLOURS[member % COLOURS.length] as (typeof COLOURS)[number]
}

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
    colour: `\u001b[${colourOf(member).ansi}m`,
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
