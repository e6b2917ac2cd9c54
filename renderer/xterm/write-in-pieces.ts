/** xterm yields to the page only between pieces; the worst of this size takes it 0.4 s. */
const PIECE_CHARS = 4096

/** The part of xterm that takes text; the headless one has it too. */
export interface TextTaker {
  write(text: string, taken?: () => void): void
}

/** Writes a text so that the page can answer between its parts; `taken` comes after the last. */
export function writeInPieces(term: TextTaker, text: string, taken?: () => void): void {
  let at = 0
  for (; text.length - at > PIECE_CHARS; at += PIECE_CHARS) {
    term.write(text.slice(at, at + PIECE_CHARS))
  }
  term.write(text.slice(at), taken)
}
