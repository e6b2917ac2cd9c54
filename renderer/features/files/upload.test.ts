import { beforeEach, expect, test, vi } from 'vitest'
import { agree } from '#features/connections'
import { UNASKED } from '#lib/consent.ts'
import { EngineError } from '#shared/errors.ts'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { uploadChosen, uploadDropped } from './upload.ts'

vi.mock('../../ipc/client.ts', () => ({
  engine: {
    desktop: { chooseSources: vi.fn() },
    files: { present: vi.fn(), beginUpload: vi.fn(), uploadDropped: vi.fn() },
  },
}))
vi.mock('#features/connections', () => ({ agree: vi.fn() }))
vi.mock('#ui/toast.tsx', () => ({ toast: vi.fn() }))

const { present, beginUpload } = vi.mocked(engine.files)
const TARGET = { connection: 'here', id: 'a', name: 'web' }
const items = (...names: readonly string[]) =>
  Promise.resolve(names.map((path) => ({ path, file: new File(['content'], path) })))

beforeEach(() => {
  vi.mocked(agree).mockResolvedValue(UNASKED)
  present.mockResolvedValue([])
  present.mockClear()
  beginUpload.mockClear()
  vi.mocked(toast).mockClear()
})

test('of every name it is asked whether it is taken, however many there are', async () => {
  const names = Array.from({ length: 2100 }, (_, at) => `file ${at}`)
  present.mockImplementation(async ({ names }) => names.filter((name) => name === 'file 2099'))
  vi.mocked(agree).mockResolvedValue(undefined)
  await uploadDropped(TARGET, '/up', items(...names))
  expect(present.mock.calls.map(([input]) => input.names.length)).toEqual([1000, 1000, 100])
  expect(vi.mocked(agree).mock.lastCall?.[1].always).toBe(true)
})

test('what was chosen is named to the main process by the word for it, after the question', async () => {
  vi.mocked(engine.desktop.chooseSources).mockResolvedValue({ files: 'word', names: ['one'] })
  present.mockResolvedValue(['one'])
  vi.mocked(agree).mockResolvedValueOnce(undefined)
  await uploadChosen(TARGET, '/up', 'files')
  expect(vi.mocked(agree).mock.lastCall?.[1].always).toBe(true)
  expect(beginUpload).not.toHaveBeenCalled()
  await uploadChosen(TARGET, '/up', 'files')
  const wish = { connection: 'here', id: 'a', folder: '/up', files: 'word' }
  expect(beginUpload.mock.calls).toEqual([[wish, UNASKED]])
})

test('a dropped file that cannot be read ends it, and says so', async () => {
  const close = vi.fn()
  vi.mocked(engine.files.uploadDropped).mockReturnValue({
    write: () => Promise.reject(new EngineError({ code: 'refused', message: 'It is gone' })),
    control: () => {},
    close,
    ended: new Promise(() => {}),
  })
  await uploadDropped(TARGET, '/up', items('one'))
  expect(close).toHaveBeenCalled()
  expect(vi.mocked(toast).mock.calls.map(([{ text }]) => text)).toEqual(['It is gone'])
})
