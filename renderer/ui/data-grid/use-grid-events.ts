import { useEffect, useRef, type KeyboardEvent, type MouseEvent, type RefObject } from 'react'
import { chordOf } from '#lib/chord.ts'
import type { MenuAnchor } from '../menu.tsx'
import type { DataGridProps } from './data-grid.tsx'
import { gridAction, type GridAction } from './grid-keys.ts'
import { headingAbove, type GridLines } from './grid-lines.ts'
import { rangeTo, toggled, toggledAll, type RangeAnchor } from './range-selection.ts'
import type { RowGroup } from './row-groups.ts'
import type { GridRows } from './use-grid-rows.ts'

interface GridEventsInput<Row> extends DataGridProps<Row> {
  readonly selection: ReadonlySet<string>
  readonly grid: RefObject<HTMLDivElement | null>
  readonly lines: GridLines<Row>
  readonly view: GridRows
  openMenu(id: string, anchor: MenuAnchor): void
}

const MIDDLE_BUTTON = 1

/** The grid's mouse and keys, all handled at its root: rows have no handlers of their own. */
export function useGridEvents<Row>(input: GridEventsInput<Row>) {
  const { grid, lines, view, selection, activeId, grouped } = input
  const { ids, rows, groups } = lines
  const anchor = useRef<RangeAnchor>(undefined)
  /** Where to go on from when the active row has gone. */
  const lastIndex = useRef(-1)
  const pressed = useRef(false)
  const began = useRef<'row' | 'control'>('row')
  const activeIndex = activeId === undefined ? -1 : ids.indexOf(activeId)
  useEffect(() => {
    if (activeIndex !== -1) lastIndex.current = activeIndex
  }, [activeIndex])

  const select = (next: ReadonlySet<string>) => input.onSelectionChange?.(next)
  const setAnchor = (id: string, before = selection, after = before) => {
    anchor.current = { id, before, after }
    return anchor.current
  }
  const activate = (id: string) => {
    if (id !== activeId) input.onActiveChange(id, 'chosen')
  }
  const extendTo = (id: string) => {
    // What was cleared, or selected by other means, since the range began is not to come back.
    const isOn = anchor.current?.after === selection
    const from = isOn && anchor.current ? anchor.current : setAnchor(activeId ?? id)
    const range = [...rangeTo(ids, from, id)]
    const next = new Set(range.filter((each) => !groups.has(each)))
    select(next)
    setAnchor(from.id, from.before, next)
  }
  const toggle = (id: string) => {
    const group = groups.get(id)
    const next = group ? toggledAll(selection, group.rows.map(input.rowId)) : toggled(selection, id)
    select(next)
    setAnchor(id, next)
  }
  const hasMenu = (id: string) => (groups.has(id) ? grouped?.menu : input.rowMenu) !== undefined
  const isCollapsed = ({ id }: RowGroup<Row>) => grouped?.collapsed.has(id) === true
  const collapse = (group: RowGroup<Row>, collapsed = !isCollapsed(group)) => {
    if (collapsed !== isCollapsed(group)) grouped?.onCollapse(group.id, collapsed)
  }
  const moveTo = (index: number, extend: boolean) => {
    const id = ids[index]
    if (id === undefined) return
    if (extend) extendTo(id)
    else anchor.current = undefined
    activate(id)
    view.reveal(id)
  }

  const perform = (action: GridAction): boolean => {
    const row = rows[activeIndex]
    const id = ids[activeIndex]
    const group = id === undefined ? undefined : groups.get(id)
    switch (action.kind) {
      case 'move':
        moveTo(action.to, action.extend)
        return ids.length > 0
      case 'to-header':
        grid.current?.querySelector<HTMLElement>('[data-sorted]')?.focus()
        return true
      case 'toggle':
        if (group) collapse(group)
        else if (id !== undefined) toggle(id)
        return true
      case 'select':
        if (id !== undefined) toggle(id)
        return true
      case 'select-all':
        select(new Set([...selection, ...input.rows.map(input.rowId)]))
        return true
      case 'collapse':
        if (group) collapse(group, true)
        else moveTo(headingAbove(lines, activeIndex), false)
        return true
      case 'expand':
        if (group) collapse(group, false)
        return true
      case 'clear':
        if (selection.size > 0) select(new Set())
        return selection.size > 0
      case 'open':
        if (group) collapse(group)
        else if (row !== undefined) input.onOpen(row)
        return id !== undefined
      case 'menu': {
        const anchor = rowElement(grid.current, id)
        if (id === undefined || !anchor || !hasMenu(id)) return false
        input.openMenu(id, menuPoint(anchor))
        return true
      }
      default:
        return action satisfies never
    }
  }

  /** A key that is not the grid's own. */
  const handOn = (chord: string): boolean => {
    const row = rows[activeIndex]
    const group = activeId === undefined ? undefined : groups.get(activeId)
    if (group) return grouped?.onKey?.(chord, group) === true
    return row !== undefined && input.onKey?.(chord, row) === true
  }

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.defaultPrevented) return
    const chord = chordOf(event)
    if (event.target !== grid.current) {
      if (!leadsBack(event.target, chord)) return
      grid.current?.focus({ preventScroll: true })
      if (chord === 'Escape' || isHeading(event.target)) {
        event.preventDefault()
        return
      }
    }
    if (chord === 'Tab' && focusInside(rowElement(grid.current, activeId))) {
      event.preventDefault()
      return
    }
    const active = activeIndex === -1 ? Math.min(lastIndex.current, ids.length) - 1 : activeIndex
    const position = {
      active,
      count: ids.length,
      page: view.pageSize(),
      grouped: groups.size > 0,
    }
    const action = gridAction(chord, position)
    if (!(action ? perform(action) : handOn(chord))) return
    event.preventDefault()
    event.stopPropagation()
  }

  /** The second of two clicks, of which the first one was for a button that may be gone by now. */
  const isEcho = (event: MouseEvent) => event.detail > 1 && began.current === 'control'

  const onClick = (event: MouseEvent<HTMLDivElement>) => {
    const id = rowIdAt(event.target)
    if (id === undefined || !(event.target instanceof Element) || isEcho(event)) return
    const more = event.target.closest('[data-more]')
    const onControl = event.target.closest('a, button:not([data-caret])')
    // First the focus, which makes a row of its own choice active where there is none.
    if (!onControl) grid.current?.focus({ preventScroll: true })
    activate(id)
    if (more) return input.openMenu(id, more)
    if (onControl) return
    const group = groups.get(id)
    const onBox = event.target.closest('[data-select]') !== null
    // A label sends a second click to its box: only that one counts.
    if (onBox && !(event.target instanceof HTMLInputElement)) return
    if (event.shiftKey) return extendTo(id)
    if (onBox || event.ctrlKey || event.metaKey) return toggle(id)
    setAnchor(id)
    // The second of two clicks would take back what the first one did.
    if (group) return event.detail > 1 ? undefined : collapse(group)
    const row = rows[ids.indexOf(id)]
    if (row !== undefined) input.onClick?.(row)
  }

  const withRow = (event: MouseEvent, act: (row: Row) => void) => {
    const id = rowIdAt(event.target)
    const row = id === undefined ? undefined : rows[ids.indexOf(id)]
    if (row !== undefined) act(row)
  }

  return {
    onKeyDown,
    onClick,
    onPointerDown: () => void (pressed.current = true),
    onPointerUp: () => void (pressed.current = false),
    onMouseDown: ({ target, detail }: MouseEvent) => {
      if (detail <= 1) began.current = isControl(target) ? 'control' : 'row'
    },
    onFocus: (event: React.FocusEvent<HTMLDivElement>) => {
      const first = ids[0]
      const byKey = event.target === grid.current && !pressed.current
      if (byKey && activeIndex === -1 && first !== undefined) input.onActiveChange(first, 'focus')
    },
    onDoubleClick: (event: MouseEvent) => {
      const onBox = event.target instanceof Element && event.target.closest('label') !== null
      if (isEcho(event) || onBox || isControl(event.target)) return
      withRow(event, (row) => input.onOpen(row))
    },
    onAuxClick: (event: MouseEvent) => {
      if (event.button === MIDDLE_BUTTON) withRow(event, (row) => input.onMiddleClick?.(row))
    },
    onContextMenu: (event: MouseEvent) => {
      if (!input.rowMenu) return
      event.preventDefault()
      const id = rowIdAt(event.target)
      if (id === undefined || !hasMenu(id)) return
      activate(id)
      input.openMenu(id, { x: event.clientX, y: event.clientY })
    },
  }
}

/** Keys that lead from a row's button or a heading back to the rows. */
function leadsBack(target: EventTarget, chord: string): boolean {
  if (!(target instanceof Element) || target.closest('[role="grid"]') === null) return false
  if (isHeading(target)) return chord === 'ArrowDown' || chord === 'Escape'
  return chord === 'Escape' || chord === 'ArrowDown' || chord === 'ArrowUp'
}

function isHeading(target: EventTarget): boolean {
  return target instanceof Element && target.closest('[role="columnheader"]') !== null
}

/** Whether it is a link, a button, or the bar that buttons stand on. */
function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, [data-actions]') !== null
}

function rowIdAt(target: EventTarget): string | undefined {
  if (!(target instanceof Element)) return undefined
  return target.closest<HTMLElement>('[data-row-id]')?.dataset['rowId']
}

function rowElement(grid: HTMLElement | null, id: string | undefined): HTMLElement | undefined {
  if (!grid || id === undefined) return undefined
  const rows = grid.querySelectorAll<HTMLElement>('[data-row-id]')
  return [...rows].find((row) => row.dataset['rowId'] === id)
}

/** Focuses the row's first link or button, if it has one. */
function focusInside(row: HTMLElement | undefined): boolean {
  const control = row?.querySelector<HTMLElement>('a[href], button')
  control?.focus()
  return control !== undefined && control !== null
}

/** Pixels from the row's left edge: a menu by key opens under the name. */
const MENU_INDENT = 48

function menuPoint(row: HTMLElement): MenuAnchor {
  const { left, bottom } = row.getBoundingClientRect()
  return { x: left + MENU_INDENT, y: bottom - 8 }
}
