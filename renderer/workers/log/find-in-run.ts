import type { FindPattern } from './find-pattern.ts'

/** Some lines beside each other, as they are kept: a line feed after each. */
export interface SearchRun {
  readonly bytes: Uint8Array
  /** Where each line begins among the bytes. */
  readonly starts: Uint32Array
}

const ESC = '\u001b'
const NO_UTF8 = '\ufffd'
/** Colours and links are no text, and may stand within a word. */
const SEQUENCES = /\u001b(?:\[[\d;:?]*[@-~]|\][^\u0007\u001b\n]*(?:\u0007|\u001b\\)|[@-Z\\^_])/g

/** A pattern that matches the empty text would find something at every place. */
const MAX_IN_RUN = 1_000_000

/** More than this nobody goes through one by one; each is marked, and kept by the window. */
export const MAX_IN_TEXTS = 100_000

/**
 * The place in the run of the line of each match, in order. One search over many lines is ten
 * times faster than one for each of them.
 */
export function findInRun({ bytes, starts }: SearchRun, { any, ascii }: FindPattern): number[] {
  const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
  const isPlain = decoded.length === bytes.length
  // A byte that is no UTF-8 is one character too.
  const pattern = isPlain && !decoded.includes(NO_UTF8) ? ascii : any
  const text = decoded.includes(ESC) ? decoded.replaceAll(SEQUENCES, '') : decoded
  const lines = text.length === bytes.length ? starts : lineStarts(text, starts.length)
  const found: number[] = []
  let line = 0
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [matched] = match
    if (matched === '') {
      // An empty match is at the same place again.
      pattern.lastIndex += 1
      if (match.index >= text.length) break
      continue
    }
    // A line ends what is looked for: what goes on into the next is looked for line by line.
    if (matched.includes('\n')) return findLineByLine(text, lines, pattern)
    while (line + 1 < lines.length && (lines[line + 1] as number) <= match.index) line += 1
    found.push(line)
    if (found.length >= MAX_IN_RUN) break
  }
  return found
}

function findLineByLine(text: string, starts: ArrayLike<number>, pattern: RegExp): number[] {
  const found: number[] = []
  // `matchAll` begins where the pattern stands.
  pattern.lastIndex = 0
  for (let line = 0; line < starts.length; line++) {
    const end = line + 1 < starts.length ? (starts[line + 1] as number) - 1 : text.length - 1
    const own = text.slice(starts[line], end)
    for (const [matched] of own.matchAll(pattern)) if (matched !== '') found.push(line)
    if (found.length >= MAX_IN_RUN) break
  }
  return found
}

/** Where lines begin in the text, which has other places than the bytes. */
function lineStarts(text: string, count: number): Uint32Array {
  const starts = new Uint32Array(count)
  let at = 0
  for (let line = 0; line < count; line++) {
    starts[line] = at
    at = text.indexOf('\n', at) + 1
    if (at === 0) at = text.length
  }
  return starts
}

/** Where in each of the texts something is found: pairs of begin and end. */
export function findInTexts(
  texts: readonly string[],
  { any: pattern }: FindPattern,
): readonly number[][] {
  let room = MAX_IN_TEXTS
  return texts.map((text) => {
    const pairs: number[] = []
    if (room === 0) return pairs
    // `matchAll` begins where the pattern stands.
    pattern.lastIndex = 0
    for (const { index, 0: matched } of text.matchAll(pattern)) {
      if (matched === '') continue
      pairs.push(index, index + matched.length)
      room -= 1
      if (room === 0) break
    }
    return pairs
  })
}
