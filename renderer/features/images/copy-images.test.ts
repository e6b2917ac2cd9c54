import { beforeEach, expect, test, vi } from 'vitest'
import { connectionOf, openConnections } from '#features/connections'
import { Yes } from '#lib/consent.ts'
import type { Connection } from '#shared/contract/connections.ts'
import { askForm } from '#ui/form-dialog.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { copyImages } from './copy-images.ts'
import type { ImageRow } from './image-rows.ts'

vi.mock('../../ipc/client.ts', () => ({ engine: { images: { beginCopy: vi.fn() } } }))
vi.mock('#features/connections', () => ({ connectionOf: vi.fn(), openConnections: vi.fn() }))
vi.mock('#ui/form-dialog.tsx', () => ({ askForm: vi.fn() }))
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

beforeEach(() => {
  vi.mocked(askForm).mockReset()
  vi.mocked(connectionOf).mockReturnValue(HERE)
})

/** What the person is asked, with which engines. */
function asked() {
  const [options] = vi.mocked(askForm).mock.lastCall ?? []
  const [field] = options?.fields ?? []
  return { options, engines: field?.kind === 'choice' ? field.options : [] }
}

test('the other engines are offered, each by a name of its own, and what is chosen gets the images', async () => {
  const same = connection('bench', 'bench', ['default'])
  const labs = [connection('1', 'lab'), connection('2', 'lab')]
  vi.mocked(openConnections).mockResolvedValue([HERE, same, ...labs, connection('3', 'other')])
  await copyImages([row('a:1'), row('b:1')])
  const { options, engines } = asked()
  expect(options?.title).toBe('Copy 2 images to another engine')
  expect(engines).toEqual(['lab (1)', 'lab (2)', 'other'])
  const yes = new Yes()
  await options?.submit?.({ to: 'lab (2)' }, yes)
  expect(engine.images.beginCopy).toHaveBeenCalledWith(
    { connection: '2', from: 'here', references: ['a:1', 'b:1'] },
    yes,
  )
})

test('where there is no other engine, nothing is asked', async () => {
  vi.mocked(openConnections).mockResolvedValue([HERE])
  await copyImages([row('a:1')])
  expect(askForm).not.toHaveBeenCalled()
  expect(vi.mocked(toast).mock.lastCall?.[0].text).toBe('There is no other engine to copy to')
})
