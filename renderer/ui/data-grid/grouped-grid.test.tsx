import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useEffect, useState } from 'react'
import { afterEach, expect, test, vi } from 'vitest'
import { DataGrid, type Column } from './data-grid.tsx'
import { groupRows } from './row-groups.ts'

interface Box {
  readonly id: string
  readonly project: string
}

const rowId = (box: Box) => box.id
const groupOf = ({ project }: Box) =>
  project === ''
    ? { key: '', title: 'No project', words: 'the rest' }
    : { key: project, title: `Project ${project}`, words: `project ${project}` }

const columns: readonly Column<Box>[] = [
  { id: 'name', title: 'Name', width: '1fr', render: ({ id }) => id },
  {
    id: 'status',
    title: 'Status',
    width: '1fr',
    render: () => 'Running',
    renderGroup: (rows) => `${rows.length} in all`,
  },
]

const BOXES: readonly Box[] = [
  { id: 'api-1', project: 'api' },
  { id: 'shop-1', project: 'shop' },
  { id: 'shop-2', project: 'shop' },
  { id: 'lone', project: '' },
]

const onKey = vi.fn(() => true)
const setter: {
  set(rows: readonly Box[]): void
  setGroups(groups: ReturnType<typeof groupRows<Box>>): void
} = { set: () => {}, setGroups: () => {} }

function Page() {
  const [rows, set] = useState(BOXES)
  const [groups, setGroups] = useState(() => groupRows(rows, groupOf))
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(new Set())
  const [activeId, setActiveId] = useState<string>()
  useEffect(() => {
    setter.set = set
    setter.setGroups = setGroups
  }, [])
  const [grouped, setGrouped] = useState(rows)
  if (grouped !== rows) {
    setGrouped(rows)
    setGroups(groupRows(rows, groupOf))
  }
  return (
    <DataGrid
      label="Boxes"
      rows={rows}
      grouped={{
        groups,
        collapsed,
        onCollapse(id, isCollapsed) {
          const next = new Set(collapsed)
          if (isCollapsed) next.add(id)
          else next.delete(id)
          setCollapsed(next)
        },
        menu: () => [{ id: 'stop', label: 'Stop', run: () => {} }],
        onKey,
      }}
      columns={columns}
      sort={{ column: 'name', direction: 'ascending' }}
      selection={selection}
      activeId={activeId}
      empty="Nothing"
      rowId={rowId}
      rowName={rowId}
      onSortChange={() => {}}
      onSelectionChange={setSelection}
      onActiveChange={setActiveId}
      onOpen={() => {}}
      rowMenu={() => []}
    />
  )
}

function open() {
  onKey.mockClear()
  render(<Page />)
  return { grid: screen.getByRole('grid', { name: 'Boxes' }), user: userEvent.setup() }
}

const row = (name: string) => screen.getByRole('row', { name })
const lines = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map(({ dataset }) => dataset['rowId']?.replace(' group ', '#'))
const selected = () =>
  screen.getAllByRole('row', { selected: true }).map(({ dataset }) => dataset['rowId'])
const active = (grid: HTMLElement) =>
  document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')
const caret = (title: string) =>
  within(row(title)).getByRole('button', { name: `Rows of ${title}` })

afterEach(cleanup)

test('groups stand under their headings, all of them counted', () => {
  const { grid } = open()
  expect(lines()).toEqual(['#api', 'api-1', '#shop', 'shop-1', 'shop-2', '#', 'lone'])
  expect(grid.getAttribute('aria-rowcount')).toBe('8')
  expect(row('Project shop').getAttribute('aria-rowindex')).toBe('4')
  expect(row('shop-2').getAttribute('aria-rowindex')).toBe('6')
})

test('a heading is named by its group, and described by what is in it', () => {
  open()
  const described = row('Project shop').getAttribute('aria-describedby')?.split(' ') ?? []
  const words = described.map((id) => document.getElementById(id)?.textContent)
  expect(words).toEqual(['2 in all', 'expanded'])
  expect(caret('Project shop').getAttribute('aria-expanded')).toBe('true')
})

test('keys walk through headings, collapse and expand them', async () => {
  const { grid, user } = open()
  act(() => grid.focus())
  await user.keyboard('{ArrowDown}{ArrowDown}')
  expect(active(grid)).toBe(row('Project shop'))
  await user.keyboard('{ArrowLeft}')
  expect(lines()).toEqual(['#api', 'api-1', '#shop', '#', 'lone'])
  expect(grid.getAttribute('aria-rowcount')).toBe('6')
  expect(caret('Project shop').getAttribute('aria-expanded')).toBe('false')
  await user.keyboard('{ArrowDown}')
  expect(active(grid)).toBe(row('No project'))
  await user.keyboard('{ArrowUp}{ArrowRight}')
  expect(lines()).toContain('shop-2')
  await user.keyboard('{Enter}')
  expect(lines()).not.toContain('shop-2')
  await user.keyboard(' ')
  expect(lines()).toContain('shop-2')
})

test('left on a row leads to its heading', async () => {
  const { grid, user } = open()
  await user.click(row('shop-2'))
  await user.keyboard('{ArrowLeft}')
  expect(active(grid)).toBe(row('Project shop'))
})

test('a click on a heading or its caret collapses it once, and a double click is one', async () => {
  const { user } = open()
  await user.click(caret('Project shop'))
  expect(lines()).not.toContain('shop-1')
  await user.click(screen.getByText('Project shop'))
  expect(lines()).toContain('shop-1')
  await user.dblClick(screen.getByText('Project shop'))
  expect(lines()).not.toContain('shop-1')
})

test('the box of a heading selects its rows, and shows when only some are', async () => {
  const { user } = open()
  const box = () => screen.getByRole('checkbox', { name: 'Select Project shop' })
  await user.click(box())
  expect(selected()).toEqual([' group shop', 'shop-1', 'shop-2'])
  await user.click(screen.getByRole('checkbox', { name: 'Select shop-1' }))
  expect(box()).toHaveProperty('indeterminate', true)
  expect(selected()).toEqual(['shop-2'])
  await user.click(box())
  await user.click(box())
  expect(screen.queryAllByRole('row', { selected: true })).toEqual([])
})

test('the box of a collapsed heading selects what is under it', async () => {
  const { user } = open()
  await user.click(caret('Project shop'))
  await user.keyboard('{Shift>} {/Shift}')
  await user.click(caret('Project shop'))
  expect(selected()).toEqual([' group shop', 'shop-1', 'shop-2'])
})

test('a range goes over headings and takes rows alone', async () => {
  const { grid, user } = open()
  await user.click(row('api-1'))
  fireEvent.click(row('shop-1'), { shiftKey: true })
  expect(selected()).toEqual([' group api', 'api-1', 'shop-1'])
  act(() => grid.focus())
  await user.keyboard('{Control>}a{/Control}')
  expect(selected()).toHaveLength(BOXES.length + 3)
})

test('a heading says what is shown of its group beside its name', () => {
  open()
  const sizes = new Map([['shop', 5]])
  act(() => setter.setGroups(groupRows(BOXES, groupOf, { sizes })))
  const ids = row('Project shop').getAttribute('aria-describedby')?.split(' ') ?? []
  const words = ids.map((id) => document.getElementById(id)?.textContent)
  expect(words).toEqual(['2 in all', '2 of 5 shown', 'expanded'])
})

test('when the group that holds the focus goes, the list has it', () => {
  const { grid } = open()
  caret('Project shop').focus()
  act(() => setter.set(BOXES.slice(0, 1)))
  expect(document.activeElement).toBe(grid)
})

test('a list that did not have the focus takes none', () => {
  open()
  caret('Project shop').focus()
  caret('Project shop').blur()
  act(() => setter.set(BOXES.slice(0, 1)))
  expect(document.activeElement).toBe(document.body)
})

test('other keys and the menu of a heading are about its group', async () => {
  const { user } = open()
  await user.click(caret('Project shop'))
  await user.click(caret('Project shop'))
  await user.keyboard('s')
  expect(onKey).toHaveBeenCalledWith('S', expect.objectContaining({ key: 'shop' }))
  fireEvent.contextMenu(row('Project shop'))
  const menu = await screen.findByRole('menu', { name: 'Actions for Project shop' })
  expect(within(menu).getByRole('menuitem', { name: 'Stop' })).not.toBeNull()
})

test('the place of the last row of a group stays under the pointer, and that of its heading', () => {
  open()
  const tops = () => row('No project').style.top
  const before = tops()
  fireEvent.pointerOver(row('api-1'), { bubbles: true })
  act(() => setter.set(BOXES.filter(({ id }) => id !== 'api-1')))
  expect(screen.queryByRole('row', { name: 'Project api' })).toBeNull()
  expect(tops()).toBe(before)
})

test('rows that all belong to no group have no heading', () => {
  open()
  act(() => setter.set([{ id: 'lone', project: '' }]))
  expect(lines()).toEqual(['lone'])
})
