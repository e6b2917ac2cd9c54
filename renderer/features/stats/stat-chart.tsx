import { useId, type CSSProperties } from 'react'
import { visibleText } from '#shared/visible-text.ts'
import { SafeText } from '#ui/safe-text.tsx'
import type { ChartKind } from './chart-kinds.ts'
import { summaryOf } from './chart-lines.ts'
import { clockText, LineChart } from './line-chart.tsx'
import type { DrawnLine, LineStyle } from './line-styles.ts'
import styles from './stats.module.css'

interface StatChartProps {
  readonly kind: ChartKind
  readonly times: readonly number[]
  readonly lines: readonly DrawnLine[]
  /** Said beside the title: what a container may use at most. */
  readonly note: string | undefined
  readonly cursor: number | undefined
  onCursor(at: number | undefined): void
}

/** A chart, and under it what it shows as a table, for all who read it so. */
export function StatChart({ kind, times, lines, note, cursor, onCursor }: StatChartProps) {
  const titleId = useId()
  const isEmpty = lines.every(({ values }) => values.every((value) => value === null))
  const time = cursor === undefined ? undefined : times[cursor]
  const valueText = (value: number | null | undefined) =>
    value === null || value === undefined ? '—' : kind.format(value)
  const words = lines.map(
    ({ name, values }) => `${visibleText(name)} ${valueText(values[cursor ?? 0])}`,
  )
  const cursorText = time === undefined ? 'Latest' : `${clockText(time)}: ${words.join(', ')}`
  return (
    <figure className={styles.chart} aria-labelledby={titleId}>
      <figcaption className={styles.caption}>
        <h3 id={titleId} className={styles.title}>
          {kind.title}
        </h3>
        <span className={styles.unit}>{[kind.unit, note].filter(Boolean).join(' · ')}</span>
      </figcaption>
      {isEmpty ? (
        <p className={styles.none}>{kind.none}</p>
      ) : (
        <>
          <LineChart {...{ kind, times, lines, cursor, cursorText, onCursor }} />
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">
                  <span className="visually-hidden">Line</span>
                </th>
                <th scope="col">{time === undefined ? 'Latest' : clockText(time)}</th>
                <th scope="col">Min</th>
                <th scope="col">Mean</th>
                <th scope="col">Max</th>
              </tr>
            </thead>
            <tbody>
              {lines.map(({ key, name, values, style }) => {
                const summary = summaryOf(values)
                const here = cursor === undefined ? summary?.latest : values[cursor]
                return (
                  <tr key={key}>
                    <th scope="row">
                      <Swatch style={style} />
                      <SafeText text={name} className={styles.name} />
                    </th>
                    <td>{valueText(here)}</td>
                    <td>{valueText(summary?.min)}</td>
                    <td>{valueText(summary?.mean)}</td>
                    <td>{valueText(summary?.max)}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </>
      )}
    </figure>
  )
}

/** A piece of the line, as it is drawn. */
function Swatch({ style: { colour, dash, width } }: { readonly style: LineStyle }) {
  const look: CSSProperties = {
    stroke: colour,
    strokeWidth: width,
    strokeDasharray: dash.join(' '),
  }
  return (
    <svg aria-hidden width={22} height={8} className={styles.swatch}>
      <line x1={0} y1={4} x2={22} y2={4} style={look} />
    </svg>
  )
}
