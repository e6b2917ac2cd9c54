import { beforeEach, expect, test, vi } from 'vitest'
import { agree, connectionState } from '#features/connections'
import { onTaskEnd } from '#features/tasks'
import { Yes } from '#lib/consent.ts'
import type { Task } from '#shared/contract/tasks.ts'
import { engine } from '../../ipc/client.ts'
import { queryClient } from '../../query-client.ts'
import { namesOf } from './image-rows.ts'
import { imagesKey } from './queries.ts'
import { followRemovals, removeNames, removeWhole } from './remove-images.ts'

vi.mock('../../ipc/client.ts', () => ({
  engine: { images: { remove: vi.fn(), beginRemoval: vi.fn() } },
}))
vi.mock('#features/connections', () => ({
  agree: vi.fn(),
  connectionState: vi.fn(),
  engineElsewhere: () => undefined,
}))
vi.mock('#features/tasks', () => ({ onTaskEnd: vi.fn() }))
vi.mock('#ui/toast-outcome.ts', () => ({ toastOutcome: vi.fn() }))

const rowsOf = (tags: readonly string[], users: readonly string[]) =>
  namesOf({
    connection: 'here',
    image: {
      id: 'sha256:1',
      tags,
      digests: [],
      origin: 'local',
      sizeBytes: 0,
      createdAt: 0,
      labels: {},
    },
    usedBy: users.map((id) => ({ id, name: id, isAlive: false })),
  })

beforeEach(() => {
  vi.mocked(agree).mockReset().mockResolvedValue(new Yes())
  vi.mocked(connectionState).mockReturnValue({ kind: 'idle' } as never)
  vi.mocked(engine.images.remove).mockReset().mockResolvedValue({ untagged: [], deleted: [] })
  vi.mocked(engine.images.beginRemoval).mockReset().mockResolvedValue('1')
})

test('what is removed by force names the containers that the question has shown', async () => {
  await removeNames(rowsOf(['app:1'], ['c1', 'c2']))
  const [wish] = vi.mocked(engine.images.remove).mock.calls[0] ?? []
  expect(wish).toMatchObject({ id: 'app:1', force: true, users: ['c1', 'c2'] })
  await removeWhole(rowsOf(['app:1', 'app:2'], ['c1']))
  const [many] = vi.mocked(engine.images.beginRemoval).mock.calls[0] ?? []
  expect(many?.targets).toMatchObject([{ users: ['c1'] }, { users: ['c1'] }])
})

test('several names of an image are asked about as names', async () => {
  await removeNames(rowsOf(['app:1', 'app:2'], []))
  const question = vi.mocked(agree).mock.calls[0]?.[1].question()
  expect(question).toMatchObject({
    question: 'Remove 2 image names?',
    verb: 'Remove 2 image names',
  })
})

test('once a removal has ended the images are listed anew', () => {
  followRemovals()
  const [listener] = vi.mocked(onTaskEnd).mock.calls[0] ?? []
  const key = imagesKey('here')
  const outdated = () => queryClient.getQueryState(key)?.isInvalidated
  queryClient.setQueryData(key, [])
  listener?.({ kind: 'pull', connection: 'here' } as Task)
  expect(outdated()).toBe(false)
  listener?.({ kind: 'remove', connection: 'here' } as Task)
  expect(outdated()).toBe(true)
})
