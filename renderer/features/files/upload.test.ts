import { beforeEach, expect, test, vi } from 'vitest'
import { agree } from '#features/connections'
import { UNASKED } from '#lib/consent.ts'
import { EngineError } from '#shared/errors.ts'
import { currentTasks } from '#ui/task-store.ts'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { cancelled } from '../../ipc/pipe-port.ts'
import { upload } from './upload.ts'

vi.mock('../../ipc/client.ts', () => ({
  engine: { files: { present: vi.fn(), upload: vi.fn(), facts: vi.fn() } },
}))
vi.mock('#features/connections', () => ({ agree: vi.fn() }))
vi.mock('#ui/toast.tsx', () => ({ toast: vi.fn() }))

const { present, facts } = vi.mocked(engine.files)
const TARGET = { connection: 'here', id: 'a', name: 'web' }
const items = (...names: readonly string[]) =>
  names.map((path) => ({ path, file: new File(['content'], path) }))

beforeEach(() => {
  vi.mocked(agree).mockResolvedValue(UNASKED)
  present.mockResolvedValue([])
  vi.mocked(toast).mockClear()
})

/** An upload that takes all, and ends as it is told. */
function uploading() {
  let reject: (cause: EngineError) => void = () => {}
  const ended = new Promise<void>((_resolve, no) => (reject = no))
  const channel = {
    write: vi.fn(async () => {}),
    control: () => {},
    close: () => reject(cancelled()),
    ended,
  }
  vi.mocked(engine.files.upload).mockReturnValue(channel)
  return { channel, reject }
}

test('of every name it is asked whether it is taken, however many there are', async () => {
  const names = Array.from({ length: 2100 }, (_, at) => `file ${at}`)
  present.mockImplementation(async ({ names }) => names.filter((name) => name === 'file 2099'))
  vi.mocked(agree).mockResolvedValue(undefined)
  await upload(TARGET, '/up', async () => items(...names))
  expect(present.mock.calls.map(([input]) => input.names.length)).toEqual([1000, 1000, 100])
  expect(vi.mocked(agree).mock.lastCall?.[1].always).toBe(true)
})

test('one that is taken back says which file is there in part', async () => {
  const { channel } = uploading()
  facts.mockImplementation(async ({ path }) => {
    if (path === '/up/none') throw new EngineError({ code: 'not-found', message: 'None' })
    return { path, kind: 'file', size: path === '/up/half' ? 3 : 7 }
  })
  const work = upload(TARGET, '/up', async () => items('whole', 'half', 'none'))
  await expect.poll(() => channel.write.mock.calls.length).toBe(3)
  currentTasks()[0]?.cancel()
  await work
  expect(vi.mocked(toast).mock.calls).toMatchObject([[{ text: '"half" may be incomplete' }]])
  expect(currentTasks()).toEqual([])
})

test('where nobody can look, the last file that was sent may be incomplete', async () => {
  const { channel, reject } = uploading()
  const gone = new EngineError({ code: 'unreachable', message: 'Gone' })
  facts.mockRejectedValue(gone)
  const work = upload(TARGET, '/up', async () => items('one', 'two'))
  await expect.poll(() => channel.write.mock.calls.length).toBe(2)
  reject(gone)
  await work
  expect(vi.mocked(toast).mock.calls.map(([{ text }]) => text)).toEqual([
    '"two" may be incomplete',
    'Gone',
  ])
})
