import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { AskingHost } from './asking.tsx'
import { confirm } from './confirm.tsx'
import { DataGrid } from './data-grid/data-grid.tsx'
import { ErrorState } from './error-state.tsx'
import { SafeText } from './safe-text.tsx'
import { toast, ToastHost } from './toast.tsx'

/** Turns what follows it around, and a bell. */
const HOSTILE = 'x\u202egnp.exe\u0007'
const SHOWN = 'x⟨202E⟩gnp.exe␇'

afterEach(cleanup)

test('an error shows the marks of what an engine hid in its words, and keeps its lines', () => {
  render(<ErrorState error={{ message: HOSTILE, engineMessage: `a\n${HOSTILE}`, hint: HOSTILE }} />)
  expect(screen.getByRole('alert').textContent).toBe(`${SHOWN}a\n${SHOWN}${SHOWN}`)
})

test('so does a message', () => {
  render(<ToastHost />)
  act(() => toast({ kind: 'error', text: HOSTILE, detail: `a\n${HOSTILE}` }))
  const { textContent } = screen.getByRole('region', { name: 'Notifications' })
  expect(textContent).toBe(`${SHOWN}a\n${SHOWN}`)
})

test('so does a question, and what must be typed', async () => {
  render(<AskingHost />)
  const objects = [{ name: HOSTILE, detail: HOSTILE }]
  act(() => {
    const shown = { question: 'Remove?', verb: 'Remove', objects, typeToConfirm: HOSTILE }
    void confirm({ ...shown, tier: 3 })
  })
  const { textContent } = await screen.findByRole('alertdialog', { name: 'Remove?' })
  expect(textContent).toContain(`Type ${SHOWN} to confirm`)
  expect(textContent).toContain(`${SHOWN}${SHOWN}`)
  expect(textContent).not.toContain('\u202e')
  act(() => screen.getByRole('button', { name: 'Cancel' }).click())
})

test('so does everything in a list that is named for its row', async () => {
  const name = `${HOSTILE}\u001b[31m\nlast`
  const shown = `${SHOWN}␛[31m␊last`
  render(
    <DataGrid
      label="Things"
      rows={[name]}
      columns={[
        { id: 'name', title: 'Name', width: '1fr', render: (text) => <SafeText text={text} /> },
      ]}
      sort={{ column: 'name', direction: 'ascending' }}
      selection={new Set()}
      activeId="only"
      empty=""
      rowId={() => 'only'}
      rowName={(text) => text}
      rowMenu={() => [{ id: 'look', label: 'Look', run: () => {} }]}
      onSortChange={() => {}}
      onActiveChange={() => {}}
      onOpen={() => {}}
    />,
  )
  expect(screen.getByRole('row', { name: shown })).not.toBeNull()
  expect(screen.getByLabelText(`Select ${shown}`)).not.toBeNull()
  fireEvent.click(screen.getByLabelText(`More actions for ${shown}`))
  expect(await screen.findByRole('menu', { name: `Actions for ${shown}` })).not.toBeNull()
})
