import { charWidth } from '../../workers/log/char-width.ts'

/** Keys that a line has: what a terminal of the program's own would do with them. */
const ENTER = '\r'
const ERASE = new Set(['\u007f', '\b'])
const ERASE_LINE = '\u0015'

/** A control character, or what a key without a character sends. */
const NO_TEXT = /[\u0000-\u001f\u007f-\u009f]/

interface LineInputParts {
  /** Shows it on the screen. */
  echo(text: string): void
  /** Sends a whole line, with its end. */
  send(line: string): void
}

/** Gives the terminal's input, as it comes, to a program that reads lines and echoes nothing. */
export function createLineInput({ echo, send }: LineInputParts): (data: string) => void {
  let line: string[] = []

  function erase() {
    const character = line.pop()
    if (character === undefined) return
    const columns = charWidth(character.codePointAt(0) ?? 0)
    echo('\b \b'.repeat(columns))
  }

  function takeKey(character: string) {
    if (character === ENTER) {
      echo('\r\n')
      send(`${line.join('')}\n`)
      line = []
    } else if (ERASE.has(character)) erase()
    else if (character === ERASE_LINE) while (line.length > 0) erase()
    else if (!NO_TEXT.test(character)) {
      line.push(character)
      echo(character)
    }
  }

  return (data) => {
    // Arrows and the like begin with an escape and are all of what comes.
    if (data.startsWith('\u001b')) return
    for (const character of data) takeKey(character)
  }
}
