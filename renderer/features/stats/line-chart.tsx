import { useEffect, useEffectEvent, useLayoutEffect, useRef, type KeyboardEvent } from 'react'
import UPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { useIsDark } from '#features/settings'
import type { ChartKind } from './chart-kinds.ts'
import type { DrawnLine } from './line-styles.ts'
import styles from './stats.module.css'

interface LineChartProps {
  readonly kind: ChartKind
  /** In seconds since the epoch, one for each value. */
  readonly times: readonly number[]
  readonly lines: readonly DrawnLine[]
  /** Which of the times is pointed at. */
  readonly cursor: number | undefined
  /** What is said of the time that is pointed at. */
  readonly cursorText: string
  onCursor(at: number | undefined): void
}

const HEIGHT_PX = 132
const AXIS_PX = 66
const PAGE_STEP = 10

/** Some lines over time. By the keyboard it is a slider: the arrows go from one moment to the next. */
export function LineChart(props: LineChartProps) {
  const { kind, times, lines, cursor, cursorText, onCursor } = props
  const dark = useIsDark()
  const looks = lines.map(({ key, style }) => `${key} ${style.colour} ${style.dash.join()}`).join()
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={`Moment of ${kind.title}`}
      aria-valuemin={0}
      aria-valuemax={times.length - 1}
      aria-valuenow={cursor ?? times.length - 1}
      aria-valuetext={cursorText}
      className={styles.plot}
      onKeyDown={(event) => moveByKey(event, { at: cursor, count: times.length, onCursor })}
      onBlur={() => onCursor(undefined)}
    >
      {/* Colours are read, and lines counted, when it is made. */}
      <Plot key={`${String(dark)} ${looks}`} {...props} />
    </div>
  )
}

function Plot({ kind, times, lines, cursor, onCursor }: LineChartProps) {
  const host = useRef<HTMLDivElement>(null)
  const plot = useRef<UPlot>(undefined)
  const open = useEffectEvent((element: HTMLElement) =>
    createPlot(element, kind, lines, { onPoint: (at) => onCursor(at) }),
  )
  useLayoutEffect(() => {
    if (!host.current) return undefined
    const element = host.current
    const made = open(element)
    plot.current = made
    const observer = new ResizeObserver(() => {
      if (element.clientWidth > 0) made.setSize({ width: element.clientWidth, height: HEIGHT_PX })
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.destroy()
    }
  }, [])
  useEffect(() => {
    const made = plot.current
    made?.setData([times, ...lines.map(({ values }) => values)] as never, false)
    made?.setScale('x', { min: times[0] ?? 0, max: times.at(-1) ?? 1 })
  }, [times, lines])
  useEffect(() => {
    if (plot.current) point(plot.current, times, cursor)
  }, [times, cursor])
  return <div ref={host} aria-hidden className={styles.canvas} />
}

interface CursorMove {
  readonly at: number | undefined
  readonly count: number
  onCursor(at: number | undefined): void
}

function moveByKey(event: KeyboardEvent, { at, count, onCursor }: CursorMove): void {
  const last = count - 1
  const from = at ?? last
  const to: Readonly<Record<string, number | undefined>> = {
    ArrowLeft: from - 1,
    ArrowDown: from - 1,
    ArrowRight: from + 1,
    ArrowUp: from + 1,
    PageDown: from - PAGE_STEP,
    PageUp: from + PAGE_STEP,
    Home: 0,
    End: last,
  }
  if (event.key === 'Escape' && at !== undefined) {
    event.preventDefault()
    return onCursor(undefined)
  }
  const next = to[event.key]
  if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return
  event.preventDefault()
  onCursor(Math.max(0, Math.min(next, last)))
}

/** uPlot puts its cursor where the mouse is, or where it is told to. */
function point(plot: UPlot, times: readonly number[], cursor: number | undefined): void {
  const time = cursor === undefined ? undefined : times[cursor]
  const left = time === undefined ? -10 : plot.valToPos(time, 'x')
  plot.setCursor({ left, top: time === undefined ? -10 : 0 }, false)
}

interface PlotListener {
  onPoint(at: number | undefined): void
}

function createPlot(
  element: HTMLElement,
  kind: ChartKind,
  lines: readonly DrawnLine[],
  { onPoint }: PlotListener,
): UPlot {
  const colour = colourReader(element)
  const axis = {
    stroke: colour('var(--text-3)'),
    font: `11px ${getComputedStyle(element).fontFamily}`,
    grid: { stroke: colour('var(--border)'), width: 1 },
    ticks: { show: false },
  }
  return new UPlot(
    {
      width: element.clientWidth || 300,
      height: HEIGHT_PX,
      padding: [8, 26, 0, 0],
      legend: { show: false },
      cursor: { y: false, drag: { x: false, y: false } },
      scales: { y: { range: (_plot, _min, max) => [0, (max || 1) * 1.1] } },
      axes: [
        { ...axis, space: 90, size: 24, values: (_plot, splits) => splits.map(clockText) },
        {
          ...axis,
          size: AXIS_PX,
          space: 36,
          ...(kind.powersOfTwo && { incrs: POWERS_OF_TWO }),
          values: (_plot, splits) => splits.map((value) => kind.format(value)),
        },
      ],
      series: [
        {},
        ...lines.map(({ name, style }) => ({
          label: name,
          stroke: colour(style.colour),
          width: style.width,
          dash: [...style.dash],
          points: { show: true, size: 4, fill: colour(style.colour), filter: loneValues },
        })),
      ],
      hooks: {
        // A chart that is made anew tells of a cursor that is nowhere: the keys' own must stay.
        setCursor: [
          ({ cursor, over }) => over.matches(':hover') && onPoint(cursor.idx ?? undefined),
        ],
        ready: [({ over }) => over.addEventListener('mouseleave', () => onPoint(undefined))],
      },
    },
    [[], ...lines.map(() => [])] as never,
    element,
  )
}

const POWERS_OF_TWO = Array.from({ length: 50 }, (_, power) => 2 ** power)

/** A value between two gaps is no line: it is drawn as a point. */
function loneValues(plot: UPlot, series: number): number[] {
  const values = plot.data[series] ?? []
  const isThere = (at: number) => (values[at] ?? null) !== null
  return Array.from(values.keys()).filter(
    (at) => isThere(at) && !isThere(at - 1) && !isThere(at + 1),
  )
}

/** Reads a colour of the theme as a canvas understands it. */
function colourReader(element: HTMLElement): (colour: string) => string {
  return (colour) => {
    const probe = document.createElement('i')
    probe.style.color = colour
    element.append(probe)
    const read = getComputedStyle(probe).color
    probe.remove()
    return read
  }
}

/** `14:02:11`, by the clock of this machine. */
export function clockText(seconds: number): string {
  return new Date(seconds * 1000).toLocaleTimeString('en-GB')
}
