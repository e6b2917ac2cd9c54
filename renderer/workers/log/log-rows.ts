import { createBudget, LINKS } from '../../xterm/budget.ts'
import { createSequenceFilter } from '../../xterm/sequence-filter.ts'
import type { LogSource } from './byte-lines.ts'
import { fieldLine, type FieldLook } from './field-line.ts'
import { layOut, type LineLayout } from './line-layout.ts'
import type { LogLines } from './log-lines.ts'
import { memberNames, type MemberName } from './member-names.ts'
import { createShownLines, type ShownLines } from './shown-lines.ts'
import type { Stamp } from './stamp.ts'
import { deltaWords, stampWords, type StampStyle } from './stamp-words.ts'

/** A row of a log: a line, and which of its rows where lines are wrapped. */
export interface Place {
  readonly line: number
  readonly row: number
}

/** How a log is shown. */
export interface LogFrame extends LineLead {
  readonly rows: number
  readonly columns: number
  readonly wrap: boolean
  /** The first column that is shown, where lines are not wrapped. */
  readonly left: number
}

/** What stands before each line, and how it is laid out. */
export interface LineLead {
  readonly stamps: StampStyle
  /** The name of its container, where several are merged. */
  readonly names?: boolean
  /** Lines with fields are laid out by these; as they are where this is missing. */
  readonly fields?: FieldLook | undefined
}

/** What of a log is to be shown. */
export interface RowsWish extends LogFrame {
  /**
   * The row at the top; `end`: the newest line is the last row; a number: about the line that so many
   * of those that are shown are before.
   */
  readonly from: Place | 'end' | number
  /** So many rows further down, or up. */
  readonly by: number
  /** The first line that may be shown: what is before it was cleared. */
  readonly after: number
}

/** One row of the screen. */
export interface ShownRow extends Place {
  readonly source: LogSource
  /** The container of the line, where several are merged. */
  readonly member: number
  /** For xterm, with colours. */
  readonly text: string
  /** The same without. */
  readonly plain: string
  /** The column of the line that the row begins with. */
  readonly column: number
  /** So many of its first columns are what stands before the line. */
  readonly indent: number
}

/** What a screen of a log holds. */
export interface ShownRows {
  readonly top: Place
  readonly isAtEnd: boolean
  readonly rows: readonly ShownRow[]
  /** About how many lines are shown in all, and how many of them before the first row's. */
  readonly lines: number
  readonly before: number
  /** How many columns the widest of the lines that are shown has, where they are not wrapped. */
  readonly widest: number
  /** Keys of fields in the lines shown so far, where these are laid out by them. */
  readonly keys: readonly string[]
}

/** Draws rows of a log. */
export interface RowDrawer {
  rows(wish: RowsWish): ShownRows
  /** The line as it stands on the screen, with this before it. */
  layoutOf(line: number, lead: LineLead): LineLayout
  /** What the containers are called whose lines these are. */
  nameLines(names: readonly string[]): void
}

interface KnownLayout {
  readonly length: number
  /** What stood there as the time since the line before. */
  readonly delta: string | undefined
  readonly layout: LineLayout
}

/** Laid out lines that are kept: those of a few screens. */
const MAX_LAYOUTS = 400

/** Keys that there are to choose from. More are of no use, and may come from a hostile log. */
const MAX_KEYS = 200

/** For the lines of one log that are shown. */
export function createRowDrawer(
  log: LogLines,
  { atOrAfter, atOrBefore, between, skip }: ShownLines = createShownLines(log),
): RowDrawer {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const links = createBudget(LINKS)
  /** By line; a line that has grown since is laid out anew. */
  const layouts = new Map<string, KnownLayout>()

  const keys = new Set<string>()
  /** Of the fields that are left out: a number for each choice, since a choice may be long. */
  let choice = { number: 0, words: '', of: undefined as FieldLook | undefined }
  let lineNames: readonly MemberName[] = []

  function layoutOf(line: number, { stamps, names = false, fields }: LineLead): LineLayout {
    const key = `${stamps} ${names} ${line} ${fields ? choiceOf(fields) : ''}`
    const length = log.lengthOf(line)
    const known = layouts.get(key)
    const delta = stamps === 'delta' ? `${deltaWords(deltaOf(line))} ` : undefined
    // The line before may be another one now.
    if (known?.length === length && known.delta === delta) return known.layout
    const { bytes, stamp, member } = log.line(line)
    // A filter of its own: what a line begins and does not end must not take the next into it.
    const filter = createSequenceFilter({ textOnly: true, links })
    const byFields = fields && fieldLine(bytes, fields)
    for (const name of byFields?.keys ?? []) if (keys.size < MAX_KEYS) keys.add(name)
    const layout = layOut(filter(byFields?.text ?? decoder.decode(bytes)), {
      colours: byFields?.text === undefined ? log.coloursAt(line) : '',
      prefix: delta ?? (stamp ? stampText(stamp, stamps) : ''),
      name: names ? lineNames[member] : undefined,
    })
    layouts.delete(key)
    layouts.set(key, { length, delta, layout })
    for (const oldest of layouts.keys()) {
      if (layouts.size <= MAX_LAYOUTS) break
      layouts.delete(oldest)
    }
    return layout
  }

  function choiceOf(fields: FieldLook): number {
    if (fields === choice.of) return choice.number
    const words = JSON.stringify(fields.hidden)
    choice = { number: choice.number + Number(words !== choice.words), words, of: fields }
    return choice.number
  }

  /** How many ms after the one before it that is shown the line came. */
  function deltaOf(line: number): number | undefined {
    const before = atOrBefore(line - 1)
    const time = log.timeOf(line)
    const last = before < log.first ? undefined : log.timeOf(before)
    return time === undefined || last === undefined ? undefined : time - last
  }

  function heightOf(line: number, frame: LogFrame): number {
    return frame.wrap ? layoutOf(line, frame).rowsIn(frame.columns) : 1
  }

  /** So many rows down, at most to the newest. */
  function down(from: Place, by: number, wish: RowsWish): Place {
    let { line, row } = from
    for (let left = by; left > 0;) {
      const rest = heightOf(line, wish) - 1 - row
      if (left <= rest) return { line, row: row + left }
      const next = atOrAfter(line + 1)
      if (next >= log.end) return { line, row: row + rest }
      left -= rest + 1
      line = next
      row = 0
    }
    return { line, row }
  }

  /** So many rows up, at most to the first. */
  function up(from: Place, by: number, wish: RowsWish): Place {
    const first = firstOf(wish)
    let { line, row } = from
    for (let left = by; left > 0;) {
      if (left <= row) return { line, row: row - left }
      const previous = atOrBefore(line - 1)
      if (previous < first) return { line, row: 0 }
      left -= row + 1
      line = previous
      row = heightOf(line, wish) - 1
    }
    return { line, row }
  }

  function firstOf({ after }: RowsWish): number {
    return atOrAfter(Math.max(log.first, after))
  }

  /** The newest row there is. */
  function lastOf(wish: RowsWish): Place {
    const line = atOrBefore(log.end - 1)
    return { line, row: heightOf(line, wish) - 1 }
  }

  /** The place again, within what there is now. */
  function kept({ line, row }: Place, wish: RowsWish): Place {
    const first = firstOf(wish)
    if (line < first) return { line: first, row: 0 }
    const shown = atOrAfter(line)
    if (shown >= log.end) return lastOf(wish)
    if (shown > line) return { line: shown, row: 0 }
    return { line, row: Math.min(row, heightOf(line, wish) - 1) }
  }

  /** The place that a wish begins at, before it goes on by rows. */
  function fromOf(wish: RowsWish, endTop: Place): Place {
    if (wish.from === 'end') return endTop
    if (typeof wish.from === 'object') return kept(wish.from, wish)
    return kept({ line: skip(firstOf(wish), wish.from), row: 0 }, wish)
  }

  function topOf(wish: RowsWish): readonly [Place, boolean] {
    const endTop = up(lastOf(wish), wish.rows - 1, wish)
    const from = fromOf(wish, endTop)
    const moved = wish.by < 0 ? up(from, -wish.by, wish) : down(from, wish.by, wish)
    const isAtEnd = isBefore(endTop, moved) || isSame(endTop, moved)
    return [isAtEnd ? endTop : moved, isAtEnd]
  }

  function* rowsFrom(top: Place, wish: RowsWish): Generator<ShownRow> {
    let count = 0
    for (let { line, row } = top; line < log.end; line = atOrAfter(line + 1), row = 0) {
      const { source, member } = log.line(line)
      const layout = layoutOf(line, wish)
      const height = heightOf(line, wish)
      for (; row < height; row++) {
        if (count === wish.rows) return
        count += 1
        const column = wish.wrap ? layout.rowStart(row, wish.columns) : wish.left
        const next =
          wish.wrap && row + 1 < height ? layout.rowStart(row + 1, wish.columns) : Infinity
        const to = Math.min(next, column + wish.columns)
        const [text, plain] = [layout.drawn(column, to), layout.plain(column, to)]
        const indent = Math.max(0, layout.indent - column)
        yield { line, row, source, member, text, plain, column, indent }
      }
    }
  }

  return {
    layoutOf,
    nameLines(names) {
      lineNames = memberNames(names)
      layouts.clear()
    },
    rows(wish) {
      const first = firstOf(wish)
      if (log.end <= first) {
        const top = typeof wish.from === 'object' ? wish.from : { line: log.end, row: 0 }
        return { top, isAtEnd: true, rows: [], widest: 0, lines: 0, before: 0, keys: [] }
      }
      const [top, isAtEnd] = topOf(wish)
      const rows = [...rowsFrom(top, wish)]
      const widths = rows.map(({ line }) => layoutOf(line, wish).columns)
      return {
        top,
        isAtEnd,
        rows,
        widest: wish.wrap ? 0 : Math.max(...widths),
        lines: between(first, log.end),
        before: between(first, top.line),
        keys: wish.fields ? [...keys] : [],
      }
    },
  }
}

function stampText(stamp: Stamp, style: StampStyle): string {
  return style === 'local' || style === 'utc' ? `${stampWords(stamp, style)} ` : ''
}

function isSame(a: Place, b: Place): boolean {
  return a.line === b.line && a.row === b.row
}

function isBefore(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.row < b.row)
}
