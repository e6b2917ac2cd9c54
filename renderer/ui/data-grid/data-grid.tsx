import {
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type CSSProperties,
  type ReactNode,
} from 'react'
import { hasPersonActed } from '#lib/has-person-acted.ts'
import { visibleText } from '#shared/visible-text.ts'
import { PopupMenu } from '../menu.tsx'
import type { MenuEntry } from '../menu-entry.ts'
import type { Column, Sort } from './column.ts'
import styles from './data-grid.module.css'
import { GridHeader } from './grid-header.tsx'
import { GridRow } from './grid-row.tsx'
import { toggledAll } from './range-selection.ts'
import { createSteadySlots } from './steady-slots.ts'
import { useGridEvents } from './use-grid-events.ts'
import { useHeldPlaces } from './use-held-places.ts'
import { placeholderIds, useGridRows, type GridRows } from './use-grid-rows.ts'
import { useRowMenu } from './use-row-menu.ts'
import { useVisibleColumns } from './use-visible-columns.ts'

export type { Column, Sort } from './column.ts'

/** Why a row is the active one: a person chose it, or the focus came to a list that had none. */
export type ActiveCause = 'chosen' | 'focus'

export interface DataGridProps<Row> {
  /** The accessible name: `Containers`. */
  readonly label: string
  /** Filtered and sorted (`sortRows`). Keep the object of a row that did not change. */
  readonly rows: readonly Row[]
  /** A stable array, made once. */
  readonly columns: readonly Column<Row>[]
  /** How the rows are sorted: the headings show it. */
  readonly sort: Sort
  /** Absent in a list whose rows are never selected. */
  readonly selection?: ReadonlySet<string>
  readonly activeId: string | undefined
  /** Which of the objects are to be rows: the filter. Rows that another choice leaves out are not gone. */
  readonly choice?: string
  /** The rows are on their way: their places are drawn, and nothing in them. */
  readonly loading?: boolean
  /** Shown in place of rows when there are none. */
  readonly empty: ReactNode
  rowId(row: Row): string
  /** The object's name, as in its name cell. */
  rowName(row: Row): string
  onSortChange(sort: Sort): void
  onSelectionChange?(selection: ReadonlySet<string>): void
  onActiveChange(id: string, cause: ActiveCause): void
  /** Enter, or a double click. */
  onOpen(row: Row): void
  /** A plain click on the row. */
  onClick?(row: Row): void
  onMiddleClick?(row: Row): void
  /** Other keys while the grid has the focus, as chords. True when the key was used. */
  onKey?(chord: string, row: Row): boolean
  /** Buttons at the right of the row. A stable function: a new one draws every row again. */
  rowActions?(row: Row): ReactNode
  /** The row's context menu, also behind a `More actions for <name>` button. */
  rowMenu?(row: Row): readonly MenuEntry[]
  rowState?(row: Row): 'busy' | undefined
}

/**
 * A list of any length as an ARIA grid: one tab stop, about fifty rows in the document, everything
 * keyed by id, so that new data never takes away selection, focus, scroll or an open menu.
 */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { label, rows, columns, sort, activeId, empty, rowId, rowName } = props
  const { selection = NO_SELECTION } = props
  const selectable = props.selection !== undefined
  const loading = props.loading === true && rows.length === 0
  const grid = useRef<HTMLDivElement>(null)
  const gridId = useId()
  const ids = useMemo(() => rows.map((row) => rowId(row)), [rows, rowId])
  const visible = useVisibleColumns(grid, columns)
  const [placeholders] = useState(placeholderIds)
  const { places, handlers: pointing } = useHeldPlaces(ids, props.choice)
  const view = useGridRows(grid, loading ? placeholders : places, activeId)
  const menu = useRowMenu(rows, ids)
  useEffect(() => takeLostFocus(grid.current), [])
  const handlers = useGridEvents({ ...props, selection, grid, ids, view, openMenu: menu.open })
  const drawn = useSlots(view.items, activeId).map(({ index: place, id, top, slot }) => {
    const index = places === ids ? place : ids.indexOf(id)
    return { id, top, slot, index, row: rows[index] }
  })
  const activeSlot = drawn.find(({ id, row }) => id === activeId && row !== undefined)?.slot
  /** What is read out is what is seen. */
  const nameOf = (row: Row) => visibleText(rowName(row))
  const domId = (slot: number) => `${gridId}${slot}`
  return (
    <div className={styles.frame}>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- it has tabIndex */}
      <div
        ref={grid}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={rows.length + 1}
        aria-multiselectable={selectable || undefined}
        aria-activedescendant={activeSlot === undefined ? undefined : domId(activeSlot)}
        className={styles.grid}
        style={{ '--columns': visible.map(({ width }) => width).join(' ') } as CSSProperties}
        {...handlers}
        {...pointing}
      >
        <div className={styles.sheet}>
          <GridHeader
            columns={visible}
            sort={sort}
            selected={selectable ? selectedAmong(ids, selection) : undefined}
            onSortChange={props.onSortChange}
            onSelectAll={() => props.onSelectionChange?.(toggledAll(selection, ids))}
          />
          <div
            role="rowgroup"
            className={styles.body}
            data-loading={loading || undefined}
            style={{ height: view.height }}
          >
            {drawn.map(({ row, index, top, id, slot }) => (
              <GridRow
                key={slot}
                row={row}
                id={id}
                domId={domId(slot)}
                name={row === undefined ? '' : nameOf(row)}
                index={index}
                top={top}
                columns={visible}
                active={row !== undefined && id === activeId}
                selected={selectable ? row !== undefined && selection.has(id) : undefined}
                state={row && props.rowState?.(row)}
                hasMenu={props.rowMenu !== undefined}
                actions={props.rowActions}
              />
            ))}
          </div>
        </div>
      </div>
      {loading && <span role="status" aria-label="Loading" />}
      {!loading && rows.length === 0 && <div className={styles.empty}>{empty}</div>}
      {menu.row !== undefined && (
        <PopupMenu
          open={menu.isOpen}
          anchor={menu.anchor}
          label={`Actions for ${nameOf(menu.row)}`}
          entries={props.rowMenu?.(menu.row) ?? []}
          onClose={menu.close}
          finalFocus={() => grid.current}
        />
      )}
    </div>
  )
}

const NO_SELECTION: ReadonlySet<string> = new Set()

/** The rows to draw, each with its slot in the document. */
function useSlots(items: GridRows['items'], activeId: string | undefined) {
  const [slots] = useState(createSteadySlots)
  const assigned = slots.assign(
    items.map(({ id }) => id),
    activeId,
  )
  return items.map((item, at) => ({ ...item, slot: assigned[at] ?? at }))
}

/**
 * A page that was left by a key took the focus with it. At the start of the app nobody has done
 * anything yet, and the list's single keys should not work unasked.
 */
function takeLostFocus(grid: HTMLElement | null): void {
  const isLost = document.activeElement === document.body
  if (isLost && hasPersonActed()) grid?.focus({ preventScroll: true })
}

function selectedAmong(
  ids: readonly string[],
  selection: ReadonlySet<string>,
): 'none' | 'some' | 'all' {
  if (selection.size === 0) return 'none'
  const count = ids.filter((id) => selection.has(id)).length
  if (count === 0) return 'none'
  return count === ids.length ? 'all' : 'some'
}
