import { memo, useLayoutEffect, useRef, type ReactNode } from 'react'
import { classNames } from '#lib/class-names.ts'
import { NAME_COLUMN, STATUS_COLUMN, type Column } from './column.ts'
import styles from './data-grid.module.css'
import { RowBar, RowCheck, setTabStops } from './row-parts.tsx'

interface GridRowProps<Row> {
  /** Absent while it is on its way, and after it has gone: then only its place is drawn. */
  readonly row: Row | undefined
  readonly id: string
  readonly domId: string
  readonly name: string
  readonly index: number
  /** Pixels from the first row's top. */
  readonly top: number
  readonly columns: readonly Column<Row>[]
  readonly active: boolean
  /** It stands under the heading of a group. */
  readonly inGroup: boolean
  /** Absent where rows are never selected. */
  readonly selected: boolean | undefined
  readonly state: 'busy' | undefined
  readonly hasMenu: boolean
  readonly actions: ((row: Row) => ReactNode) | undefined
}

/** The id of a row's cell in the document. */
function cellId(rowDomId: string, column: string): string {
  return `${rowDomId}-${column}`
}

/** Whether the row's name or description points to the column's cell. */
function isNamed<Row>({ id, namesRow }: Column<Row>): boolean {
  return id === NAME_COLUMN || id === STATUS_COLUMN || namesRow === true
}

/** Clicks and keys are handled by the grid, so that a row has nothing that changes by itself. */
function Row<R>(props: GridRowProps<R>) {
  const { row, id, domId, name, index, top, columns, active, selected, state } = props
  const { actions, hasMenu } = props
  const element = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => setTabStops(element.current, active))
  const describes = columns.some((column) => column.id === STATUS_COLUMN)
  const names = columns.filter(({ namesRow }) => namesRow).map((column) => column.id)
  return (
    <div
      ref={element}
      role="row"
      id={domId}
      aria-hidden={row === undefined || undefined}
      aria-rowindex={row && index + 2}
      aria-selected={selected}
      aria-busy={state === 'busy' || undefined}
      aria-labelledby={[NAME_COLUMN, ...names].map((column) => cellId(domId, column)).join(' ')}
      aria-describedby={describes ? cellId(domId, STATUS_COLUMN) : undefined}
      data-row-id={row && id}
      data-place={id}
      data-active={active || undefined}
      data-in-group={props.inGroup || undefined}
      className={styles.row}
      style={{ top }}
    >
      {selected === undefined ? (
        <span />
      ) : (
        <RowCheck name={name} selected={selected ? 'all' : 'none'} />
      )}
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          id={isNamed(column) ? cellId(domId, column.id) : undefined}
          data-cell={column.id}
          className={classNames(styles.cell, column.align === 'end' && styles.end)}
        >
          {row !== undefined && column.render(row)}
        </div>
      ))}
      {row !== undefined && (actions || hasMenu) && (
        <RowBar id={id} name={name} active={active} hasMenu={hasMenu}>
          {actions && (() => actions(row))}
        </RowBar>
      )}
    </div>
  )
}

/** One changed row draws one row. */
export const GridRow = memo(Row) as typeof Row
