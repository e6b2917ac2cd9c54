import { engineText } from '../engine-text.ts'

/** A longer line is cut: it may never end. */
const MAX_LINE_CHARS = 4000

/** Progress bars go back to the start of their line instead of ending it. */
const LINE_END = /\r\n|\n|\r/

/** Cuts what a program writes into lines that can be shown, wherever the chunks were cut. */
export function createLineCutter() {
  let rest = ''
  return {
    /** The lines that are complete now. */
    push(text: string): readonly string[] {
      rest += text
      // A carriage return at the end may be half of a line end.
      const held = rest.endsWith('\r') ? '\r' : ''
      const pieces = rest.slice(0, rest.length - held.length).split(LINE_END)
      rest = (pieces.pop() ?? '') + held
      const lines = pieces.map(engineText)
      if (rest.length <= MAX_LINE_CHARS) return lines
      const long = rest
      rest = ''
      return [...lines, engineText(long)]
    },
    /** What is left of a last line without an end. */
    end(): readonly string[] {
      const last = rest.replace(/\r$/, '')
      rest = ''
      return last === '' ? [] : [engineText(last)]
    },
  }
}
