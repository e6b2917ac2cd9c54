import { useRef, type PointerEvent } from 'react'
import type { LogSession } from './log-session.ts'
import type { LogWindow } from './log-state.ts'
import styles from './log-view.module.css'

/** A thumb that is smaller cannot be grabbed. */
const MIN_THUMB = 0.04

export interface LogBarsProps {
  readonly session: LogSession
  readonly view: LogWindow
}

/** The bars of a log: for all its lines, however many, and for the columns where none is wrapped. */
export function LogBars({ session, view }: LogBarsProps) {
  const { lines, before, rows, left, widest, columns } = view
  return (
    <>
      {lines > rows && (
        <Bar
          along="y"
          // What is in sight of a wrapped log is not a number of lines, and near enough.
          from={before / Math.max(1, lines - rows)}
          size={rows / lines}
          onMove={(part) => {
            if (part >= 1) session.place.follow(true)
            else session.place.goToShown(Math.round(part * (lines - rows)))
          }}
        />
      )}
      {(left > 0 || widest > columns) && (
        <Bar
          along="x"
          from={left / (widest - columns)}
          size={columns / widest}
          onMove={(part) => session.place.scrollColumns(part * (widest - columns) - left)}
        />
      )}
    </>
  )
}

interface BarProps {
  readonly along: 'x' | 'y'
  /** Where the thumb is, from 0 at the beginning to 1 at the end. */
  readonly from: number
  /** How much of all is in sight. */
  readonly size: number
  onMove(part: number): void
}

/** For the pointer alone: the lines have keys for all that it does. */
function Bar({ along, from, size, onMove }: BarProps) {
  const track = useRef<HTMLDivElement>(null)
  const grabbed = useRef<number>(undefined)
  const length = Math.min(1, Math.max(MIN_THUMB, size))
  const place = Math.min(1, Math.max(0, from)) * (1 - length)

  const partAt = (event: PointerEvent): number => {
    const box = track.current?.getBoundingClientRect()
    if (!box) return 0
    return along === 'y'
      ? (event.clientY - box.top) / box.height
      : (event.clientX - box.left) / box.width
  }
  const move = (event: PointerEvent) => {
    if (grabbed.current === undefined) return
    const begin = partAt(event) - grabbed.current
    onMove(Math.min(1, Math.max(0, length < 1 ? begin / (1 - length) : 0)))
  }
  const grab = (event: PointerEvent) => {
    if (event.button !== 0) return
    event.preventDefault()
    track.current?.setPointerCapture(event.pointerId)
    const at = partAt(event)
    // A press beside the thumb brings its middle there.
    grabbed.current = at >= place && at <= place + length ? at - place : length / 2
    move(event)
  }
  const begin = `${place * 100}%`
  const extent = `${length * 100}%`
  return (
    <div
      ref={track}
      aria-hidden
      className={styles.bar}
      data-along={along}
      onPointerDown={grab}
      onPointerMove={move}
      onPointerUp={() => (grabbed.current = undefined)}
      onPointerCancel={() => (grabbed.current = undefined)}
    >
      <div
        className={styles.thumb}
        style={along === 'y' ? { top: begin, height: extent } : { left: begin, width: extent }}
      />
    </div>
  )
}
