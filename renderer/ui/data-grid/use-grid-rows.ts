import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, type RefObject } from 'react'
import { observeRect } from '../observe-rect.ts'

/** Pixels; the same as `--row` and the header's height in the style sheet. */
const ROW_HEIGHT = 32
const HEADER_HEIGHT = 28

/**
 * Rows kept beyond each edge while the list moves, so that no gap is seen. With a 4K screen's 66
 * the document holds fewer than 80.
 */
const OVERSCAN = 5

/** The same at rest, where each of them only makes a key in the filter slower. */
const RESTING_OVERSCAN = 1

/** Title bar, page header and status bar: what stands around every list. */
const CHROME_HEIGHT = 108

export interface GridRows {
  readonly items: readonly {
    readonly index: number
    readonly id: string
    readonly top: number
  }[]
  /** Of all rows, in pixels. */
  readonly height: number
  /** Rows that fit on the screen. */
  pageSize(): number
  reveal(id: string): void
}

/** Ids for as many rows as the window has room for, while it is not known which they are. */
export function placeholderIds(): readonly string[] {
  const room = window.innerHeight - CHROME_HEIGHT - HEADER_HEIGHT
  return Array.from({ length: Math.floor(room / ROW_HEIGHT) }, (_, index) => `placeholder ${index}`)
}

/** Which rows to draw, and where. The active row is always among them: it holds the focus. */
export function useGridRows(
  grid: RefObject<HTMLElement | null>,
  ids: readonly string[],
  activeId: string | undefined,
): GridRows {
  const activeIndex = activeId === undefined ? -1 : ids.indexOf(activeId)
  const rangeExtractor = useCallback((range: Range) => withIndex(range, activeIndex), [activeIndex])
  const virtualizer = useVirtualizer({
    count: ids.length,
    getScrollElement: () => grid.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => ids[index] ?? index,
    overscan: OVERSCAN,
    scrollMargin: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
    // A little too many at first is cheaper than a second drawing.
    initialRect: { width: window.innerWidth, height: window.innerHeight - CHROME_HEIGHT },
    observeElementRect: observeRect,
    rangeExtractor,
  })
  const all = virtualizer.getVirtualItems()
  // Only now: it is the question above that finds out what is seen.
  const { isScrolling, range } = virtualizer
  const isDrawn = (index: number) => isScrolling || index === activeIndex || isNear(index, range)
  return {
    items: all
      .filter(({ index }) => isDrawn(index))
      .map(({ index, start }) => ({ index, id: ids[index] ?? '', top: start - HEADER_HEIGHT })),
    height: virtualizer.getTotalSize(),
    pageSize: () => Math.max(1, Math.floor((virtualizer.scrollRect?.height ?? 0) / ROW_HEIGHT) - 1),
    reveal: (id) => virtualizer.scrollToIndex(ids.indexOf(id), { align: 'auto' }),
  }
}

function isNear(index: number, seen: { startIndex: number; endIndex: number } | null): boolean {
  if (!seen) return true
  return index >= seen.startIndex - RESTING_OVERSCAN && index <= seen.endIndex + RESTING_OVERSCAN
}

function withIndex(range: Range, index: number): number[] {
  const indexes = defaultRangeExtractor(range)
  if (index < 0 || index >= range.count || indexes.includes(index)) return indexes
  return [...indexes, index].toSorted((a, b) => a - b)
}
