import { expect, test, vi } from 'vitest'
import { EngineError } from '#shared/errors.ts'

const offerDropped = vi.fn()
const openSource = vi.fn()
const toast = vi.fn()
vi.mock('../../../ipc/client.ts', () => ({ engine: { builds: { openSource } } }))
vi.mock('../../../ipc/dropped-file.ts', () => ({ offerDropped }))
vi.mock('#ui/toast.tsx', () => ({ toast }))
const { openDropped } = await import('./open-dropped.ts')

const dropped = (...names: readonly string[]) =>
  ({ files: names.map((name) => new File([], name)) }) as unknown as DataTransfer

test('what was dropped is opened by main, one thing at a time', async () => {
  const source = { source: 's1', kind: 'folder', path: '/a', dockerfiles: [] }
  offerDropped.mockResolvedValue({ file: 'f1', name: 'a' })
  openSource.mockResolvedValue(source)
  expect(await openDropped(dropped('a'))).toBe(source)
  expect(openSource).toHaveBeenCalledWith({ file: 'f1' })
  expect(toast).not.toHaveBeenCalled()

  expect(await openDropped(dropped('a', 'b'))).toBeUndefined()
  expect(await openDropped(dropped())).toBeUndefined()
  expect(toast.mock.calls.map(([{ kind }]) => kind)).toEqual(['info', 'info'])

  offerDropped.mockResolvedValue({ file: 'f1', name: 'a' })
  openSource.mockRejectedValue(new EngineError({ code: 'refused', message: '"a" is no archive' }))
  expect(await openDropped(dropped('a'))).toBeUndefined()
  expect(toast.mock.lastCall?.[0]).toMatchObject({ kind: 'error', text: '"a" is no archive' })
})
