import { QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { connectionOf, openConnections } from '#features/connections'
import { Yes } from '#lib/consent.ts'
import type { Connection } from '#shared/contract/connections.ts'
import type { ImageSummary } from '#shared/contract/images.ts'
import { EngineError } from '#shared/errors.ts'
import { AskingHost } from '#ui/asking.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { queryClient } from '../../query-client.ts'
import { copyImages } from './copy-images.tsx'
import type { ImageRow } from './image-rows.ts'

vi.mock('../../ipc/client.ts', () => ({
  engine: { images: { beginCopy: vi.fn(), list: vi.fn() } },
}))
vi.mock('#features/connections', () => ({ connectionOf: vi.fn(), openConnections: vi.fn() }))
vi.mock('#ui/toast.tsx', () => ({ toast: vi.fn() }))

const row = (name: string): ImageRow => ({
  reference: name,
  name,
  connection: 'here',
  image: {
    id: 'sha256:1',
    tags: [name],
    digests: [],
    origin: 'local',
    sizeBytes: 0,
    createdAt: 0,
    labels: {},
  },
  usedBy: [],
})
const connection = (id: string, name: string, sameEngineAs?: readonly string[]) =>
  ({ id, name, ...(sameEngineAs && { sameEngineAs }) }) as Connection
const HERE = connection('here', 'default')

const another = (...tags: readonly string[]): ImageSummary => ({
  ...row('').image,
  id: `sha256:${'9'.repeat(64)}`,
  tags,
})

beforeEach(() => {
  vi.mocked(engine.images.beginCopy).mockReset()
  vi.mocked(engine.images.list).mockReset().mockResolvedValue([])
  vi.mocked(connectionOf).mockReturnValue(HERE)
})
afterEach(async () => {
  const cancel = screen.queryByRole('button', { name: 'Cancel' })
  if (cancel) await act(async () => cancel.click())
  cleanup()
})

/** Asks to copy these where such connections answer. */
async function open(images: readonly ImageRow[], others: readonly Connection[]) {
  vi.mocked(openConnections).mockResolvedValue([HERE, ...others])
  render(
    <QueryClientProvider client={queryClient}>
      <AskingHost />
    </QueryClientProvider>,
  )
  await act(async () => void copyImages(images))
}

const field = () => screen.getByLabelText<HTMLSelectElement>('Engine')
const choose = (name: string) =>
  act(async () => void fireEvent.change(field(), { target: { value: name } }))
const press = (name: string) => act(async () => screen.getByRole('button', { name }).click())

test('of several engines none is chosen, each has a name of its own, and the chosen one gets the images', async () => {
  const same = connection('bench', 'bench', ['default'])
  const labs = [connection('1', 'lab'), connection('2', 'lab')]
  await open([row('a:1'), row('b:1')], [same, ...labs, connection('3', 'other')])
  screen.getByRole('dialog', { name: 'Copy 2 images to another engine' })
  const offered = [...field().options].map(({ text }) => text)
  expect(offered).toEqual(['Choose one', 'lab (1)', 'lab (2)', 'other'])
  expect(field().value).toBe('')
  await press('Copy')
  screen.getByText('Choose an engine')
  expect(engine.images.beginCopy).not.toHaveBeenCalled()
  expect(engine.images.list).not.toHaveBeenCalled()

  await choose('lab (2)')
  screen.getByText('No image on "lab (2)" loses a name by this.')
  await press('Copy')
  expect(engine.images.beginCopy).toHaveBeenCalledWith(
    { connection: '2', from: 'here', references: ['a:1', 'b:1'] },
    expect.any(Yes),
  )
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('an only engine is chosen, and what it loses is said before anything is copied', async () => {
  let answer: (images: readonly ImageSummary[]) => void = () => {}
  vi.mocked(engine.images.list).mockReturnValue(new Promise((resolve) => (answer = resolve)))
  await open([row('a:1'), row('b:1')], [connection('1', 'lab')])
  expect(field().value).toBe('lab')
  screen.getByText('Asking "lab" what it has under these names…')
  await press('Copy')
  expect(engine.images.beginCopy).not.toHaveBeenCalled()

  await act(async () => answer([another('a:1')]))
  const moved = screen.getByRole('list', { name: 'Names that move' })
  expect(moved.textContent).toBe('a:1was image 999999999999, which is left without a name')
  await press('Copy and move 1 name')
  expect(engine.images.beginCopy).toHaveBeenCalledOnce()
})

test('an engine that cannot be asked is told of as such, and gets them all the same', async () => {
  const refusal = new EngineError({ code: 'timeout', message: 'The engine did not answer' })
  vi.mocked(engine.images.list).mockRejectedValue(refusal)
  await open([row('a:1')], [connection('1', 'lab')])
  expect(screen.getByRole('alert').textContent).toContain('The engine did not answer')
  await press('Copy')
  expect(engine.images.beginCopy).toHaveBeenCalledOnce()
})

test('where there is no other engine, nothing is asked', async () => {
  await open([row('a:1')], [])
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(vi.mocked(toast).mock.lastCall?.[0].text).toBe('There is no other engine to copy to')
})
