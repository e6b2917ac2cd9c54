import type { ReactNode } from 'react'

/**
 * A column. The one with the id `name` names the row: it must draw the object's name and no more.
 * The one with the id `status` describes it.
 */
export interface Column<Row> {
  readonly id: string
  readonly title: string
  /** What its figures are of, said in the tooltip of its heading. */
  readonly hint?: string
  /** A CSS grid track: `minmax(160px, 2fr)`, `96px`. */
  readonly width: string
  readonly align?: 'start' | 'end'
  /** Left out while the grid is narrower than this many pixels. */
  readonly hideBelow?: number
  /** A person may show and hide it, and it is so at first; without this it is always there. */
  readonly optional?: 'shown' | 'hidden'
  /** Its words belong to the row's name, after those of the name cell. */
  readonly namesRow?: boolean
  render(row: Row): ReactNode
  /** What stands under it in the heading of a group: a count, a sum. */
  renderGroup?(rows: readonly Row[]): ReactNode
  /** Ascending order. The header sorts by it; without it the column does not sort. */
  compare?(a: Row, b: Row): number
  /** How the first click on the header sorts: ascending unless said. */
  readonly firstDirection?: Sort['direction']
  /** The cell shows nothing to compare: such rows come last, however the column is sorted. */
  isUnknown?(row: Row): boolean
}

export interface Sort {
  readonly column: string
  readonly direction: 'ascending' | 'descending'
}

export const NAME_COLUMN = 'name'
export const STATUS_COLUMN = 'status'
