import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useEffect, useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { naturalCompare } from '#lib/natural-compare.ts'
import { sortRows } from './sort-rows.ts'
import { DataGrid, type Column, type DataGridProps, type Sort } from './data-grid.tsx'

interface Box {
  readonly id: string
  readonly name: string
  readonly status: string
}

const drawn = vi.fn()
const columns: readonly Column<Box>[] = [
  {
    id: 'name',
    title: 'Name',
    width: '1fr',
    render(box) {
      drawn(box.name)
      return box.name
    },
    compare: (a, b) => naturalCompare(a.name, b.name),
  },
  { id: 'status', title: 'Status', width: '120px', render: (box) => box.status },
]

const boxes = (count: number): readonly Box[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `id-${index}`,
    name: `web-${index}`,
    status: 'Running',
  }))

const onOpen = vi.fn()

/** The page's own setter, for data that comes from outside. */
const setter: { set(rows: readonly Box[]): void } = { set: () => {} }
const setRows = (rows: readonly Box[]) => setter.set(rows)

const rowId = (box: Box) => box.id
const rowName = (box: Box) => box.name

type Extra = Partial<DataGridProps<Box>>

function Page({ initial, extra }: { readonly initial: readonly Box[]; readonly extra: Extra }) {
  const [rows, set] = useState(initial)
  const [sort, setSort] = useState<Sort>({ column: 'name', direction: 'ascending' })
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const [activeId, setActiveId] = useState<string>()
  useEffect(() => {
    setter.set = set
  }, [])
  return (
    <DataGrid
      label="Boxes"
      rows={sortRows(rows, columns, sort, rowName)}
      columns={columns}
      sort={sort}
      selection={selection}
      activeId={activeId}
      empty="Nothing"
      rowId={rowId}
      rowName={rowName}
      onSortChange={setSort}
      onSelectionChange={setSelection}
      onActiveChange={setActiveId}
      onOpen={onOpen}
      {...extra}
    />
  )
}

function open(count = 5, extra: Extra = {}) {
  drawn.mockClear()
  onOpen.mockClear()
  render(<Page initial={boxes(count)} extra={extra} />)
  return { grid: screen.getByRole('grid', { name: 'Boxes' }), user: userEvent.setup() }
}

const row = (name: string) => screen.getByRole('row', { name })
const names = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((element) => within(element).getAllByRole('gridcell')[1]?.textContent)
const selected = () =>
  screen.getAllByRole('row', { selected: true }).map((element) => element.dataset['rowId'])
const active = (grid: HTMLElement) =>
  document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.dataset['rowId']

afterEach(cleanup)

test('a row is named by its object alone, and described by its status', () => {
  open(1, { rowActions: () => <button type="button">Stop web-0</button> })
  const only = row('web-0')
  expect(only.getAttribute('aria-rowindex')).toBe('2')
  const status = document.getElementById(only.getAttribute('aria-describedby') ?? '')
  expect(status?.textContent).toBe('Running')
  expect(within(only).getByRole('checkbox', { name: 'Select web-0' })).not.toBeNull()
})

test('the count holds the header and every row, mounted or not', () => {
  const { grid } = open(1000)
  expect(grid.getAttribute('aria-rowcount')).toBe('1001')
  expect(screen.getAllByRole('row').length).toBeLessThanOrEqual(80)
})

test('rows that come later are drawn at once', () => {
  open(2)
  act(() => setRows(boxes(6)))
  expect(names()).toHaveLength(6)
})

test('one tab stop: links and buttons of a row are reached only while it is active', async () => {
  const { grid, user } = open(2, {
    rowActions: (box) => <button type="button">Stop {box.id}</button>,
  })
  await user.tab()
  expect(document.activeElement).toBe(grid)
  expect(active(grid)).toBe('id-0')
  await user.tab()
  expect(document.activeElement?.textContent).toBe('Stop id-0')
  await user.keyboard('{Escape}')
  expect(document.activeElement).toBe(grid)
})

test('keys walk, select and open', async () => {
  const { grid, user } = open(5)
  grid.focus()
  await user.keyboard('{ArrowDown}j')
  expect(active(grid)).toBe('id-2')
  await user.keyboard(' ')
  expect(selected()).toEqual(['id-2'])
  await user.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}')
  expect(selected()).toEqual(['id-2', 'id-3', 'id-4'])
  await user.keyboard('{Shift>}{ArrowUp}{/Shift}')
  expect(selected()).toEqual(['id-2', 'id-3'])
  await user.keyboard('{Enter}')
  expect(onOpen).toHaveBeenCalledWith(expect.objectContaining({ id: 'id-3' }))
  await user.keyboard('{Escape}')
  expect(screen.queryAllByRole('row', { selected: true })).toEqual([])
  await user.keyboard('{Control>}a{/Control}')
  expect(selected()).toHaveLength(5)
})

test('the active row is always in the document, however far away it is scrolled', async () => {
  const { grid, user } = open(1000)
  grid.focus()
  await user.keyboard('{End}')
  expect(active(grid)).toBe('id-999')
  expect(screen.getAllByRole('row').length).toBeLessThanOrEqual(80)
})

test('a click makes a row active; with Ctrl and Shift it selects', async () => {
  const { grid, user } = open(5)
  await user.click(row('web-1'))
  expect(active(grid)).toBe('id-1')
  expect(screen.queryAllByRole('row', { selected: true })).toEqual([])
  await user.keyboard('{Shift>}')
  await user.click(row('web-3'))
  await user.keyboard('{/Shift}')
  expect(selected()).toEqual(['id-1', 'id-2', 'id-3'])
  await user.keyboard('{Control>}')
  await user.click(row('web-2'))
  await user.keyboard('{/Control}')
  expect(selected()).toEqual(['id-1', 'id-3'])
})

test('a range begins anew once what it selected was cleared', async () => {
  const { user } = open(6)
  await user.keyboard('{Control>}')
  await user.click(row('web-1'))
  await user.keyboard('{/Control}{Shift>}')
  await user.click(row('web-3'))
  await user.keyboard('{/Shift}')
  expect(selected()).toEqual(['id-1', 'id-2', 'id-3'])
  await user.keyboard('{Escape}{Shift>}')
  await user.click(row('web-4'))
  await user.keyboard('{/Shift}')
  expect(selected()).toEqual(['id-3', 'id-4'])
})

test('a double click opens a row, and not one that began on a button or lies on the bar', () => {
  open(2, { rowActions: (box) => <button type="button">Stop {box.name}</button> })
  const doubleClick = (first: Element, second: Element) => {
    fireEvent.mouseDown(first, { detail: 1 })
    fireEvent.click(first, { detail: 1 })
    fireEvent.mouseDown(second, { detail: 2 })
    fireEvent.click(second, { detail: 2 })
    fireEvent.doubleClick(second, { detail: 2 })
  }
  fireEvent.click(row('web-0'))
  const button = screen.getByRole('button', { name: 'Stop web-0' })
  doubleClick(button, row('web-0'))
  const bar = button.parentElement ?? button
  doubleClick(bar, bar)
  expect(onOpen).not.toHaveBeenCalled()
  doubleClick(row('web-0'), row('web-0'))
  expect(onOpen).toHaveBeenCalledTimes(1)
})

test('the boxes select, one and all', async () => {
  const { user } = open(3)
  await user.click(screen.getByRole('checkbox', { name: 'Select web-1' }))
  expect(selected()).toEqual(['id-1'])
  const all = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Select all' })
  expect(all.indeterminate).toBe(true)
  await user.click(all)
  expect(selected()).toHaveLength(3)
  await user.click(all)
  expect(screen.queryAllByRole('row', { selected: true })).toEqual([])
})

test('a heading sorts, both ways, and says so', async () => {
  const { user } = open(12)
  const heading = screen.getByRole('columnheader', { name: 'Name' })
  expect(heading.getAttribute('aria-sort')).toBe('ascending')
  expect(names().slice(0, 3)).toEqual(['web-0', 'web-1', 'web-2'])
  await user.click(within(heading).getByRole('button', { name: 'Name' }))
  expect(heading.getAttribute('aria-sort')).toBe('descending')
  expect(names()[0]).toBe('web-11')
  expect(screen.getByRole('columnheader', { name: 'Status' }).hasAttribute('aria-sort')).toBe(false)
})

test('new data leaves focus, selection and the active row alone', async () => {
  const { grid, user } = open(5)
  grid.focus()
  await user.keyboard('{ArrowDown} ')
  act(() => setRows(boxes(8).toReversed()))
  expect(document.activeElement).toBe(grid)
  expect(active(grid)).toBe('id-1')
  expect(selected()).toEqual(['id-1'])
})

test('when the active row goes, the keys go on from its place', async () => {
  const { grid, user } = open(5)
  grid.focus()
  await user.keyboard('{ArrowDown}{ArrowDown}')
  act(() => setRows(boxes(5).filter(({ id }) => id !== 'id-2')))
  expect(active(grid)).toBeUndefined()
  await user.keyboard('{ArrowDown}')
  expect(active(grid)).toBe('id-3')
})

/** What stands in each place of the list, from the top; `''` in one whose row has gone. */
const inPlaces = (grid: HTMLElement) =>
  [...grid.querySelectorAll<HTMLElement>('[data-place]')]
    .toSorted((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top))
    .map((place) => place.querySelector('[data-cell="name"]')?.textContent)
const without = (...gone: readonly string[]) => boxes(4).filter(({ id }) => !gone.includes(id))

test('the place of a row that goes under the pointer stays, until the pointer goes elsewhere', () => {
  const { grid } = open(4)
  fireEvent.pointerMove(row('web-1'))
  act(() => setRows(without('id-1')))
  expect(inPlaces(grid)).toEqual(['web-0', '', 'web-2', 'web-3'])
  act(() => setRows(without('id-0', 'id-1')))
  expect(inPlaces(grid)).toEqual(['', '', 'web-2', 'web-3'])
  fireEvent.pointerMove(row('web-2'))
  expect(inPlaces(grid)).toEqual(['web-2', 'web-3'])
  act(() => setRows(without('id-0', 'id-1', 'id-2')))
  fireEvent.pointerLeave(grid)
  expect(inPlaces(grid)).toEqual(['web-3'])
})

test('a place without a row is nobody’s: not counted, not heard, not clicked', async () => {
  const onClick = vi.fn()
  const { grid, user } = open(4, { onClick })
  fireEvent.pointerMove(row('web-1'))
  act(() => setRows(without('id-1')))
  expect(grid.getAttribute('aria-rowcount')).toBe('4')
  expect(names()).toEqual(['web-0', 'web-2', 'web-3'])
  expect(row('web-2').getAttribute('aria-rowindex')).toBe('3')
  const place = grid.querySelector('[data-place="id-1"]')
  if (place) await user.click(place)
  expect(onClick).not.toHaveBeenCalled()
  expect(active(grid)).toBeUndefined()
})

test('where no pointer is, or keys are used, the list closes up at once', () => {
  const { grid } = open(4)
  act(() => setRows(without('id-1')))
  expect(inPlaces(grid)).toEqual(['web-0', 'web-2', 'web-3'])
  fireEvent.pointerMove(row('web-0'))
  fireEvent.keyDown(document.body, { key: 'Delete' })
  fireEvent.pointerOver(row('web-2'))
  act(() => setRows(without('id-0', 'id-1')))
  expect(inPlaces(grid)).toEqual(['web-2', 'web-3'])
})

test('one changed row draws one row', () => {
  open(20)
  drawn.mockClear()
  const before = boxes(20)
  const after = before.map((box) =>
    box.id === 'id-3' ? { id: box.id, name: box.name, status: 'Paused' } : box,
  )
  act(() => setRows(before))
  drawn.mockClear()
  act(() => setRows(after))
  expect(drawn.mock.calls).toEqual([['web-3']])
})

test('other keys and the middle button are handed on with the row', async () => {
  const onKey = vi.fn(() => true)
  const onMiddleClick = vi.fn()
  const { grid, user } = open(3, { onKey, onMiddleClick })
  grid.focus()
  await user.keyboard('s')
  expect(onKey).toHaveBeenCalledWith('S', expect.objectContaining({ id: 'id-0' }))
  await user.pointer({ keys: '[MouseMiddle]', target: row('web-2') })
  expect(onMiddleClick).toHaveBeenCalledWith(expect.objectContaining({ id: 'id-2' }))
})

test('the menu opens by key, by the right button and by its own button, and outlives new data', async () => {
  const run = vi.fn()
  const rowMenu = (box: Box) => [{ id: 'pause', label: `Pause ${box.name}`, run }]
  const { grid, user } = open(3, { rowMenu })
  grid.focus()
  await user.keyboard('{Shift>}{F10}{/Shift}')
  await screen.findByRole('menuitem', { name: 'Pause web-0' })
  act(() => setRows(boxes(4)))
  await user.click(screen.getByRole('menuitem', { name: 'Pause web-0' }))
  expect(run).toHaveBeenCalledTimes(1)

  await user.pointer({ keys: '[MouseRight]', target: row('web-1') })
  await screen.findByRole('menuitem', { name: 'Pause web-1' })
  await user.keyboard('{Escape}')
  await user.click(screen.getByRole('button', { name: 'More actions for web-2' }))
  await screen.findByRole('menuitem', { name: 'Pause web-2' })
  act(() => setRows([]))
  expect(screen.queryByRole('menuitem')).toBeNull()
})

test('without rows the reason stands in their place', () => {
  open(0)
  expect(screen.getByText('Nothing')).not.toBeNull()
})
