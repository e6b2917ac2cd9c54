import type { LineList } from './line-list.ts'
import type { LogLines } from './log-lines.ts'

/** Which of the lines that pass are shown, by what was found in them. */
export interface MatchChoice {
  /** Those with a match, in order. */
  readonly lines: Int32Array
  /** They alone, or all others. */
  readonly kind: 'only' | 'except'
  /** With so many of the lines before and after each, where they alone are shown. */
  readonly context: number
}

/** What of a log is shown: gone through as if there were no other lines. */
export interface ShownLines {
  /** The first line that is shown, from this one on; one more than the newest where there is none. */
  atOrAfter(line: number): number
  /** The last line that is shown, up to this one; `-Infinity` where there is none. */
  atOrBefore(line: number): number
  /** About how many shown lines lie between two lines, for the scroll bar. */
  between(from: number, to: number): number
  /** About the line that so many shown ones lie after this one. */
  skip(from: number, count: number): number
  choose(choice: MatchChoice | undefined): void
  /** No line is left out. */
  readonly isAll: boolean
}

/** @param passing those that pass the filter, as far as is known; nothing where all do. */
export function createShownLines(
  log: LogLines,
  passing: () => LineList | undefined = () => undefined,
): ShownLines {
  let choice: MatchChoice | undefined

  /** Places count the lines that pass; where all do, a line's place is its number. */
  function placeOf(line: number): number {
    return passing()?.placeOf(line) ?? Math.max(log.first, Math.min(line, log.end))
  }

  function lineAt(place: number): number | undefined {
    const lines = passing()
    if (lines) return lines.at(place)
    return place >= log.first && place < log.end ? place : undefined
  }

  function lowest(): number {
    return passing()?.low ?? log.first
  }

  /** The first shown place, from this one on; nothing where there is none. */
  function down(place: number): number | undefined {
    if (!choice) return lineAt(place) === undefined ? undefined : place
    return choice.kind === 'only' ? nearMatch(choice, place) : pastMatches(choice, place)
  }

  function up(place: number): number | undefined {
    if (!choice) return lineAt(place) === undefined ? undefined : place
    return choice.kind === 'only' ? nearMatchUp(choice, place) : pastMatchesUp(choice, place)
  }

  function nearMatch({ lines, context }: MatchChoice, place: number): number | undefined {
    const earliest = lineAt(Math.max(lowest(), place - context))
    if (earliest === undefined) return undefined
    let at = indexIn(lines, earliest)
    for (;;) {
      const match = lines[at]
      if (match === undefined) return undefined
      const own = placeOf(match)
      const line = lineAt(own)
      if (line === undefined) return undefined
      if (line === match) return Math.max(place, own - context)
      // It is not known yet whether the match passes: the next that does may.
      at = indexIn(lines, line)
    }
  }

  function nearMatchUp({ lines, context }: MatchChoice, place: number): number | undefined {
    const latest = lineAt(place + context) ?? Infinity
    let at = indexIn(lines, latest + 1) - 1
    for (;;) {
      const match = lines[at]
      if (match === undefined) return undefined
      const own = placeOf(match)
      if (lineAt(own) === match) return Math.min(place, own + context)
      const before = lineAt(own - 1)
      if (before === undefined) return undefined
      at = indexIn(lines, before + 1) - 1
    }
  }

  function pastMatches({ lines }: MatchChoice, from: number): number | undefined {
    let place = from
    let line = lineAt(place)
    if (line === undefined) return undefined
    for (let at = indexIn(lines, line); line !== undefined; at++) {
      while (at < lines.length && (lines[at] as number) < line) at += 1
      if (lines[at] !== line) return place
      place += 1
      line = lineAt(place)
    }
    return undefined
  }

  function pastMatchesUp({ lines }: MatchChoice, from: number): number | undefined {
    let place = from
    let line = lineAt(place)
    if (line === undefined) return undefined
    for (let at = indexIn(lines, line + 1) - 1; line !== undefined; at--) {
      while (at >= 0 && (lines[at] as number) > line) at -= 1
      if (lines[at] !== line) return place
      place -= 1
      line = lineAt(place)
    }
    return undefined
  }

  /** Matches alone are counted themselves; with others around them, places are near enough. */
  function counted(): Int32Array | undefined {
    return choice?.kind === 'only' && choice.context === 0 ? choice.lines : undefined
  }

  return {
    atOrAfter(line) {
      const place = down(placeOf(Math.max(line, log.first)))
      return place === undefined ? log.end : (lineAt(place) ?? log.end)
    },
    atOrBefore(line) {
      const place = up(placeOf(Math.min(line, log.end - 1) + 1) - 1)
      return place === undefined ? -Infinity : (lineAt(place) ?? -Infinity)
    },
    between(from, to) {
      const lines = counted()
      return lines ? indexIn(lines, to) - indexIn(lines, from) : placeOf(to) - placeOf(from)
    },
    skip(from, count) {
      const lines = counted()
      if (lines) return lines[indexIn(lines, from) + count] ?? log.end
      return lineAt(placeOf(from) + count) ?? log.end
    },
    choose: (next) => (choice = next),
    get isAll() {
      return !choice && !passing()
    },
  }
}

/** Where in these ordered lines the first stands that is not before this one. */
function indexIn(lines: Int32Array, line: number): number {
  let [low, high] = [0, lines.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lines[middle] as number) < line) low = middle + 1
    else high = middle
  }
  return low
}
