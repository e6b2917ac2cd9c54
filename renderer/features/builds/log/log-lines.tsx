import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { cutText } from '#lib/cut-text.ts'
import type { BuildLine } from '#shared/contract/builds.ts'
import { visibleText } from '#shared/visible-text.ts'
import { observeRect } from '#ui/observe-rect.ts'
import styles from './log-lines.module.css'

interface LogLinesProps {
  /** `Log of RUN make` */
  readonly label: string
  readonly lines: readonly BuildLine[]
  /** A list only grows, so that its length tells whether there is something new; another one lacks the oldest. */
  readonly count: number
  /** What stands before a line: the number of its step. */
  prefixOf?(line: BuildLine): string | undefined
}

/** Pixels; the same in the style sheet. */
const LINE_HEIGHT = 18

/** Lines kept beyond each edge, so that no gap is seen while it moves. */
const OVERSCAN = 20

/** A longer line is cut for the eye; it is copied whole. */
const MAX_SHOWN_CHARS = 4000

/** Pixels from the end within which a reader is at the end. */
const AT_END = 2 * LINE_HEIGHT

/**
 * Lines of any number, of which only those in view are drawn. Whoever is at the end stays there; whoever
 * reads elsewhere keeps their line, also when the oldest ones are left out.
 */
export function LogLines({ label, lines, count, prefixOf }: LogLinesProps) {
  const frame = useKeepsPlace(lines, count)
  const virtualizer = useVirtualizer<HTMLElement, Element>({
    count,
    getScrollElement: () => frame.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: OVERSCAN,
    observeElementRect: observeRect,
  })
  return (
    <div
      ref={frame}
      role="log"
      aria-label={label}
      aria-live="off"
      // It scrolls, by keys too.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      className={styles.frame}
      data-selectable
    >
      <div className={styles.all} style={{ height: virtualizer.getTotalSize() }}>
        <div
          className={styles.shown}
          style={{ transform: `translateY(${virtualizer.getVirtualItems()[0]?.start ?? 0}px)` }}
        >
          {virtualizer.getVirtualItems().map(({ index }) => {
            const line = lines[index]
            return line && <Line key={index} line={line} prefix={prefixOf?.(line)} />
          })}
        </div>
      </div>
    </div>
  )
}

function Line({ line, prefix }: { readonly line: BuildLine; readonly prefix: string | undefined }) {
  const { text, isError } = line
  return (
    <div className={styles.line} data-error={isError || undefined}>
      {prefix !== undefined && <span className={styles.prefix}>{prefix}</span>}
      <bdi>{visibleText(cutText(text, MAX_SHOWN_CHARS)) || ' '}</bdi>
    </div>
  )
}

interface Place {
  readonly isAtEnd: boolean
  /** The line at the top, and how many pixels of it are above that. */
  readonly line?: BuildLine | undefined
  readonly above: number
}

/** The element that scrolls, which keeps its place in what it shows. */
function useKeepsPlace(lines: readonly BuildLine[], count: number) {
  const frame = useRef<HTMLDivElement>(null)
  const shown = useRef(lines)
  const place = useRef<Place>({ isAtEnd: true, above: 0 })
  useEffect(() => {
    const element = frame.current
    if (!element) return undefined
    const look = () => void (place.current = placeIn(element, shown.current))
    element.addEventListener('scroll', look, { passive: true })
    return () => element.removeEventListener('scroll', look)
  }, [])
  useLayoutEffect(() => {
    const element = frame.current
    const { isAtEnd, line, above } = place.current
    if (element && count > 0 && isAtEnd) element.scrollTop = element.scrollHeight
    else if (element && line && shown.current !== lines) {
      element.scrollTop = Math.max(0, lines.indexOf(line)) * LINE_HEIGHT + above
    }
    shown.current = lines
  }, [lines, count])
  return frame
}

function placeIn(
  { scrollTop, clientHeight, scrollHeight }: HTMLElement,
  lines: readonly BuildLine[],
): Place {
  const top = Math.floor(scrollTop / LINE_HEIGHT)
  return {
    isAtEnd: scrollTop + clientHeight >= scrollHeight - AT_END,
    line: lines[top],
    above: scrollTop - top * LINE_HEIGHT,
  }
}
