import type { FoundChunk } from '../../workers/log/find-protocol.ts'

/** One match of a search: its line, and which of the matches in it. */
export interface Match {
  readonly line: number
  readonly nth: number
}

/** What a search has found so far, in the order of the log, however it came. */
export interface LogMatches {
  readonly total: number
  /** Another one after each change. */
  readonly version: number
  /** Takes in what was found in some lines, in place of what had been found there before. */
  add(chunk: Pick<FoundChunk, 'from' | 'count' | 'lines'>): void
  /** Forgets the matches before a line: the log no longer has them. */
  dropBefore(line: number): void
  /** The match at a place in the order, from 0. */
  at(index: number): Match | undefined
  /** The place of a match; of one that is not there, of the next. */
  indexOf(match: Match): number
  /** Each line with a match once, in order. */
  lines(): Int32Array
}

interface Chunk {
  readonly from: number
  readonly lines: Int32Array
}

/** Nothing found yet. */
export function createLogMatches(): LogMatches {
  /** By their first line. */
  let chunks: readonly Chunk[] = []
  let total = 0
  let version = 0

  function become(next: readonly Chunk[]): void {
    chunks = next
    total = next.reduce((sum, { lines }) => sum + lines.length, 0)
    version += 1
  }

  return {
    get total() {
      return total
    },
    get version() {
      return version
    },
    add({ from, count, lines }) {
      const kept = without(chunks, from, from + count)
      if (lines.length === 0) return kept === chunks ? undefined : become(kept)
      const later = kept.findIndex((chunk) => chunk.from > from)
      return become(kept.toSpliced(later === -1 ? kept.length : later, 0, { from, lines }))
    },
    dropBefore(line) {
      const kept = without(chunks, -Infinity, line)
      if (kept !== chunks) become(kept)
    },
    at(index) {
      let left = index
      for (const { lines } of chunks) {
        if (left < lines.length && left >= 0) {
          const line = lines[left] as number
          return { line, nth: left - lines.indexOf(line) }
        }
        left -= lines.length
      }
      return undefined
    },
    indexOf({ line, nth }) {
      let before = 0
      for (const { lines } of chunks) {
        const last = lines.at(-1) as number
        if (last >= line) return before + placeIn(lines, line, nth)
        before += lines.length
      }
      return before
    },
    lines() {
      const all = new Int32Array(total)
      let count = 0
      for (const { lines } of chunks) {
        for (const line of lines) {
          if (count === 0 || all[count - 1] !== line) all[count++] = line
        }
      }
      return all.slice(0, count)
    },
  }
}

/** The same where there was nothing from this line to before that one. */
function without(chunks: readonly Chunk[], from: number, to: number): readonly Chunk[] {
  const isIn = (line: number) => line >= from && line < to
  const isTouched = ({ lines }: Chunk) =>
    (lines[0] as number) < to && (lines.at(-1) as number) >= from
  if (!chunks.some((chunk) => isTouched(chunk) && chunk.lines.some(isIn))) return chunks
  return chunks
    .map((chunk) =>
      isTouched(chunk)
        ? { from: chunk.from, lines: chunk.lines.filter((line) => !isIn(line)) }
        : chunk,
    )
    .filter(({ lines }) => lines.length > 0)
}

function placeIn(lines: Int32Array, line: number, nth: number): number {
  const first = lines.findIndex((found) => found >= line)
  if (lines[first] !== line) return first
  let place = first
  while (place < first + nth && lines[place + 1] === line) place += 1
  return place
}
