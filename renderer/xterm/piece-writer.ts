import { NOT_PLAIN } from './scrolled-out.ts'

/** xterm yields to the page only between pieces; the worst of this size takes it 0.4 s. */
const PIECE_CHARS = 4096

/**
 * The same for text that only flows, which xterm takes in by 30 characters a microsecond: 35 ms at
 * most. A piece ends with a frame, and the frames of smaller ones took longer than the text.
 */
const PLAIN_COST = 1024 * 1024
/** A line that scrolls costs xterm as much as so many characters. */
const LINE_FEED_COST = 20

/** Who has just written so much goes on: what comes next is collected, up to a size or for a moment. */
const FLOOD_CHARS = 64 * 1024
const COLLECT_MS = 50
const COLLECT_CHARS = 4 * 1024 * 1024

/** The part of xterm that takes text; the headless one has it too. */
export interface TextTaker {
  write(text: string, taken?: () => void): void
}

/** Takes text; `taken` is told when it is in xterm's buffer. */
export type TextWriter = (text: string, taken?: () => void) => void

/**
 * Writes so that the page can answer in between, and has no more frames to draw than a person can
 * follow: what comes while xterm is busy waits for it, and is then written as one.
 * @param shorten may leave out of that what would not be seen
 */
export function createPieceWriter(
  term: TextTaker,
  shorten: (text: string) => string = (text) => text,
): TextWriter {
  let busy = false
  let collecting: ReturnType<typeof setTimeout> | undefined
  let waiting = ''
  let listeners: (() => void)[] = []

  function writeWaiting(): void {
    clearTimeout(collecting)
    collecting = undefined
    if (waiting === '' && listeners.length === 0) return
    const text = waiting
    const told = listeners
    waiting = ''
    listeners = []
    busy = true
    writeInPieces(term, shorten(text), () => {
      busy = false
      if (text.length >= FLOOD_CHARS) collecting = setTimeout(writeWaiting, COLLECT_MS)
      for (const taken of told) taken()
      writeSoon()
    })
  }

  function writeSoon(): void {
    if (!busy && (collecting === undefined || waiting.length >= COLLECT_CHARS)) writeWaiting()
  }

  return (text, taken) => {
    waiting += text
    if (taken) listeners.push(taken)
    writeSoon()
  }
}

function writeInPieces(term: TextTaker, text: string, taken: () => void): void {
  let plainEnd = 0
  let at = 0
  for (;;) {
    if (at >= plainEnd) plainEnd = endOfPlain(text, at)
    const end = Math.max(at + PIECE_CHARS, affordableEnd(text, at, plainEnd))
    if (end >= text.length) break
    term.write(text.slice(at, end))
    at = end
  }
  term.write(text.slice(at), taken)
}

function endOfPlain(text: string, at: number): number {
  NOT_PLAIN.lastIndex = at
  return NOT_PLAIN.exec(text)?.index ?? text.length
}

/** How far the plain text from there on may go in one piece. */

function affordableEnd(text: string, at: number, plainEnd: number): number {
  let cost = 0
  let done = at
  while (done < plainEnd) {
    const feed = text.indexOf('\n', done)
    const next = feed === -1 || feed >= plainEnd ? plainEnd : feed + 1
    cost += next - done + LINE_FEED_COST
    if (cost > PLAIN_COST) return done + Math.max(0, next - done - (cost - PLAIN_COST))
    done = next
  }
  return plainEnd
}
