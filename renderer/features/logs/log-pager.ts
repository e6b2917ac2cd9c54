import type { Place, RowsWish, ShownRows } from '../../workers/log/log-rows.ts'

/** How often new lines are drawn: the eye reads no faster, and each drawing costs. */
const DRAW_MS = 50

/** What the pager asks for rows, and gives them to. */
export interface PagerParts {
  /** How the log is shown now. */
  frame(): Pick<RowsWish, 'rows' | 'columns' | 'wrap' | 'left' | 'stamps' | 'names' | 'after'>
  rows(wish: RowsWish): Promise<ShownRows>
  onShown(shown: ShownRows): void
}

/** Where in a log the reader is. Only the reader moves it, unless they follow the end. */
export interface LogPager {
  /** Whether the newest line is kept in view. */
  readonly isFollowing: boolean
  /** By so many rows, down or up. Who comes to the end so follows it, and who leaves it does not. */
  scroll(rows: number): void
  /** To a place, or the line that so many others are before: it stays there, with so many rows above. */
  go(to: Place | number, above?: number): void
  /** Keeps the newest line in view, or stays where it is. */
  follow(following: boolean): void
  /** Draws anew: the frame has changed. */
  refresh(): void
  /** New lines have come: draws them soon, if they are to be seen. */
  noticeLines(): void
  stop(): void
}

/**
 * Asks for one screen at a time. What comes while an answer is under way is asked for together
 * after it, so that a fast wheel never makes a queue.
 */
export function createLogPager({ frame, rows, onShown }: PagerParts): LogPager {
  let following = true
  let top: Place | number = { line: 0, row: 0 }
  let by = 0
  /** Rows to be shown above the place that was gone to. */
  let above = 0
  /** Counts the places that were gone to: an answer about an earlier one says nothing of where we are. */
  let turn = 0
  let isFull = false
  let hasRows = false
  /** Of the questions only the last one counts. */
  let question = 0
  let isAsking = false
  let isWanted = false
  let isStopped = false
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(): Promise<void> {
    isAsking = true
    isWanted = false
    const moved = by
    const wish: RowsWish = { ...frame(), from: following ? 'end' : top, by: moved - above }
    const asked = turn
    const own = (question += 1)
    by = above = 0
    const shown = await rows(wish).catch(() => undefined)
    // The log had nothing to show yet, and was asked again.
    if (own !== question) return
    isAsking = false
    // What went wrong shows with the reading; the next wish asks anew.
    if (isStopped || !shown) return
    hasRows ||= shown.rows.length > 0
    if (asked === turn) {
      // With no rows at all the reader is still where they were.
      if (shown.rows.length > 0) top = shown.top
      isFull = shown.rows.length >= wish.rows
      if (moved !== 0) following = shown.isAtEnd
      onShown(shown)
    }
    if (isWanted) void ask()
  }

  function want(): void {
    isWanted = true
    // Without rows the answer may be long in coming, and the frame another one by then.
    const isFree = !isAsking || !hasRows
    if (isFree && !isStopped && frame().rows > 0) void ask()
  }

  return {
    get isFollowing() {
      return following
    },
    scroll(count) {
      // There is nothing to leave: what comes is to be followed.
      if (!hasRows) return
      by += count
      want()
    },
    go(to, rowsAbove = 0) {
      turn += 1
      following = false
      top = to
      by = 0
      above = rowsAbove
      want()
    },
    follow(wanted) {
      turn += 1
      following = wanted
      by = above = 0
      want()
    },
    refresh: want,
    noticeLines() {
      if ((!following && isFull) || timer !== undefined) return
      want()
      timer = setTimeout(() => {
        timer = undefined
        if (following || !isFull) want()
      }, DRAW_MS)
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
