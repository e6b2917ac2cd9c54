import { EllipsisVertical } from 'lucide-react'
import {
  memo,
  startTransition,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
} from 'react'
import { classNames } from '#lib/class-names.ts'
import { IconButton } from '../icon-button.tsx'
import { NAME_COLUMN, STATUS_COLUMN, type Column } from './column.ts'
import styles from './data-grid.module.css'

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
      className={styles.row}
      style={{ top }}
    >
      {selected === undefined ? <span /> : <RowCheck name={name} checked={selected} />}
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
      <RowActions {...props} />
    </div>
  )
}

function RowCheck({ name, checked }: { readonly name: string; readonly checked: boolean }) {
  return (
    <div role="gridcell" className={styles.check} data-select>
      <label>
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Select ${name}`}
          checked={checked}
          onChange={leaveToGrid}
        />
      </label>
    </div>
  )
}

/** One changed row draws one row. */
export const GridRow = memo(Row) as typeof Row

function RowActions<R>({ row, id, name, active, actions, hasMenu }: GridRowProps<R>) {
  const element = useRef<HTMLDivElement>(null)
  const ready = useSettled(id)
  useLayoutEffect(() => setTabStops(element.current, active))
  if (row === undefined || (!actions && !hasMenu) || !(ready || active)) return null
  return (
    <div ref={element} role="gridcell" className={styles.actions} data-actions>
      <div className={styles.bar}>
        {actions?.(row)}
        {hasMenu && (
          <IconButton
            small
            icon={EllipsisVertical}
            label={`More actions for ${name}`}
            hint="More actions"
            aria-haspopup="menu"
            data-more
          />
        )}
      </div>
    </div>
  )
}

/** React wants a handler on a controlled box; the grid's own click handler does the work. */
function leaveToGrid(): void {}

/** Only the active row's links and buttons are reached by Tab: a grid is one stop. */
function setTabStops(row: HTMLElement | null, active: boolean): void {
  const tabIndex = active ? 0 : -1
  for (const control of row?.querySelectorAll<HTMLElement>('a[href], button') ?? []) {
    // A write costs much more than a read, and most stand already as they should.
    if (control.tabIndex !== tabIndex) control.tabIndex = tabIndex
  }
}

/** Rows that a filter or a scroll shows for less than this never get their buttons. */
const BUTTONS_DELAY_MS = 60

/** Whether the row has stood here for a little: its buttons are the half of it that nobody sees at first. */
function useSettled(id: string): boolean {
  const [settled, setSettled] = useState<string>()
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setSettled(id)), BUTTONS_DELAY_MS)
    return () => clearTimeout(timer)
  }, [id])
  return settled === id
}
