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
import { groupedLines, plainLines } from './grid-lines.ts'
import { GridRow } from './grid-row.tsx'
import { GroupRow } from './group-row.tsx'
import { toggledAll } from './range-selection.ts'
import { fullTitle, type RowGroup } from './row-groups.ts'
import { createSteadySlots } from './steady-slots.ts'
import { useGridEvents } from './use-grid-events.ts'
import { useHeldFocus } from './use-held-focus.ts'
import { useHeldPlaces } from './use-held-places.ts'
import { placeholderIds, useGridRows, type GridRows } from './use-grid-rows.ts'
import { useRowMenu } from './use-row-menu.ts'
import { useVisibleColumns } from './use-visible-columns.ts'

export type { Column, Sort } from './column.ts'
export type { RowGroup } from './row-groups.ts'

/** Why a row is the active one: a person chose it, or the focus came to a list that had none. */
export type ActiveCause = 'chosen' | 'focus'

/** Rows under headings that can be collapsed. */
export interface GroupedProps<Row> {
  /** All the rows, in groups (`groupRows`). Keep the object of a group that did not change. */
  readonly groups: readonly RowGroup<Row>[]
  /** Ids of groups of which only the heading is shown. */
  readonly collapsed: ReadonlySet<string>
  onCollapse(id: string, collapsed: boolean): void
  /** Buttons at the right of a heading. A stable function. */
  actions?(group: RowGroup<Row>): ReactNode
  /** The context menu of a heading. */
  menu?(group: RowGroup<Row>): readonly MenuEntry[]
  /** Other keys while a heading is active, as chords. True when the key was used. */
  onKey?(chord: string, group: RowGroup<Row>): boolean
}

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
  /** The same rows in groups; without any group they stand by themselves. */
  readonly grouped?: GroupedProps<Row>
  /**
   * Which of the objects are to be rows: the filter, the grouping, what is collapsed. Rows that
   * another choice leaves out are not gone.
   */
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
  const { label, rows, columns, sort, activeId, empty, grouped, rowId, rowName } = props
  const { selection = NO_SELECTION } = props
  const selectable = props.selection !== undefined
  const loading = props.loading === true && rows.length === 0
  const grid = useRef<HTMLDivElement>(null)
  const gridId = useId()
  const lines = useLines(rows, grouped, rowId)
  const { ids, groups } = lines
  const visible = useVisibleColumns(grid, columns)
  const [placeholders] = useState(placeholderIds)
  const { places, handlers: pointing } = useHeldPlaces(ids, props.choice)
  const view = useGridRows(grid, loading ? placeholders : places, activeId)
  const menu = useRowMenu(lines)
  useEffect(() => takeLostFocus(grid.current), [])
  const focus = useHeldFocus(grid)
  const handlers = useGridEvents({ ...props, selection, grid, lines, view, openMenu: menu.open })
  const drawn = useSlots(view.items, activeId).map(({ index: place, id, top, slot }) => {
    const index = places === ids ? place : ids.indexOf(id)
    return { id, top, slot, index, row: lines.rows[index], group: groups.get(id) }
  })
  const activeSlot = drawn.find(
    ({ id, row, group }) => id === activeId && (row !== undefined || group !== undefined),
  )?.slot
  const selectedOf = (of: readonly Row[]) =>
    selectable ? selectedAmong(of, selection, rowId) : undefined
  /** What is read out is what is seen. */
  const nameOf = (row: Row) => visibleText(rowName(row))
  const domId = (slot: number) => `${gridId}${slot}`
  const menuFor = menuOf(menu, props, nameOf)
  return (
    <div className={styles.frame}>
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- it has tabIndex */}
      <div
        ref={grid}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={ids.length + 1}
        aria-multiselectable={selectable || undefined}
        aria-activedescendant={activeSlot === undefined ? undefined : domId(activeSlot)}
        className={styles.grid}
        style={{ '--columns': visible.map(({ width }) => width).join(' ') } as CSSProperties}
        {...handlers}
        {...pointing}
        {...focus}
      >
        <div className={styles.sheet}>
          <GridHeader
            columns={visible}
            sort={sort}
            selected={selectedOf(rows)}
            onSortChange={props.onSortChange}
            onSelectAll={() => props.onSelectionChange?.(toggledAll(selection, rows.map(rowId)))}
          />
          <div
            role="rowgroup"
            className={styles.body}
            data-loading={loading || undefined}
            style={{ height: view.height }}
          >
            {drawn.map(({ row, group, index, top, id, slot }) =>
              group ? (
                <GroupRow
                  key={slot}
                  group={group}
                  domId={domId(slot)}
                  index={index}
                  top={top}
                  columns={visible}
                  collapsed={grouped?.collapsed.has(id) === true}
                  active={id === activeId}
                  selected={selectedOf(group.rows)}
                  hasMenu={grouped?.menu !== undefined}
                  actions={grouped?.actions}
                />
              ) : (
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
                  inGroup={groups.size > 0}
                  selected={selectable ? row !== undefined && selection.has(id) : undefined}
                  state={row && props.rowState?.(row)}
                  hasMenu={props.rowMenu !== undefined}
                  actions={props.rowActions}
                />
              ),
            )}
          </div>
        </div>
      </div>
      {loading && <span role="status" aria-label="Loading" />}
      {!loading && rows.length === 0 && <div className={styles.empty}>{empty}</div>}
      {menuFor && (
        <PopupMenu
          open={menu.isOpen}
          anchor={menu.anchor}
          label={`Actions for ${menuFor.name}`}
          entries={menuFor.entries}
          onClose={menu.close}
          finalFocus={() => grid.current}
        />
      )}
    </div>
  )
}

const NO_SELECTION: ReadonlySet<string> = new Set()

/** What stands in the list. */
function useLines<Row>(
  rows: readonly Row[],
  grouped: GroupedProps<Row> | undefined,
  rowId: (row: Row) => string,
) {
  const { groups, collapsed } = grouped ?? {}
  return useMemo(
    () =>
      groups && collapsed && groups.length > 0
        ? groupedLines(groups, collapsed, rowId)
        : plainLines(rows, rowId),
    [rows, groups, collapsed, rowId],
  )
}

/** The menu of what it was opened for: a row, or the heading of a group. */
function menuOf<Row>(
  { row, group }: { readonly row: Row | undefined; readonly group: RowGroup<Row> | undefined },
  { rowMenu, grouped }: Pick<DataGridProps<Row>, 'rowMenu' | 'grouped'>,
  nameOf: (row: Row) => string,
) {
  if (group) return { name: visibleText(fullTitle(group)), entries: grouped?.menu?.(group) ?? [] }
  return row === undefined ? undefined : { name: nameOf(row), entries: rowMenu?.(row) ?? [] }
}

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

function selectedAmong<Row>(
  rows: readonly Row[],
  selection: ReadonlySet<string>,
  rowId: (row: Row) => string,
): 'none' | 'some' | 'all' {
  if (selection.size === 0) return 'none'
  const count = rows.filter((row) => selection.has(rowId(row))).length
  if (count === 0) return 'none'
  return count === rows.length ? 'all' : 'some'
}
