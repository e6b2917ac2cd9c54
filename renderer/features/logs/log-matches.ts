import type { FoundChunk } from '../../workers/log/find-protocol.ts'

/** One match of a search: its line, and which of the matches in it. */
export interface Match {
  readonly line: number
  readonly nth: number
}

/** What a search has found so far, in the order of the log, however it came. */
export interface LogMatches {
  readonly total: number
  add(chunk: Pick<FoundChunk, 'from' | 'lines'>): void
  /** The match at a place in the order, from 0. */
  at(index: number): Match | undefined
  /** The place of a match; of one that is not there, of the next. */
  indexOf(match: Match): number
  /** Each line with a match once, in order. */
  lines(): Int32Array
}

/** Nothing found yet. */
export function createLogMatches(): LogMatches {
  /** By their first line. */
  const chunks: Pick<FoundChunk, 'from' | 'lines'>[] = []
  let total = 0

  return {
    get total() {
      return total
    },
    add(chunk) {
      if (chunk.lines.length === 0) return
      const later = chunks.findIndex(({ from }) => from > chunk.from)
      chunks.splice(later === -1 ? chunks.length : later, 0, chunk)
      total += chunk.lines.length
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

function placeIn(lines: Int32Array, line: number, nth: number): number {
  const first = lines.findIndex((found) => found >= line)
  if (lines[first] !== line) return first
  let place = first
  while (place < first + nth && lines[place + 1] === line) place += 1
  return place
}
