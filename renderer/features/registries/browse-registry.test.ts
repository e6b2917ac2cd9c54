import { beforeEach, expect, test, vi } from 'vitest'
import { queryClient } from '../../query-client.ts'

const askForm = vi.fn()
vi.mock('#features/images', () => ({
  imagesQuery: (connection: string) => ({ queryKey: ['images', connection] }),
}))
vi.mock('#ui/form-dialog.tsx', () => ({ askForm }))
vi.mock('../../shell/route-state.ts', () => ({ openObject: vi.fn() }))
vi.mock('./known-registries.ts', () => ({ keepRegistries: vi.fn(), noteLook: vi.fn() }))
const { browseRegistry } = await import('./browse-registry.ts')

beforeEach(() => void askForm.mockReset())

const offers = () => askForm.mock.calls[0]?.[0].fields[0].offers

test('the registries that the engine has images of are offered, less those that are listed', () => {
  queryClient.setQueryData(
    ['images', 'known'],
    [
      { id: 'a', tags: ['busybox:1', 'lab:5000/app:1'] },
      { id: 'b', tags: ['lab:5000/app:2'] },
    ],
  )
  void browseRegistry('known', ['docker.io'])
  expect(offers()).toEqual(['lab:5000'])
})

test('the question waits for no engine', () => {
  void browseRegistry('unknown', [])
  expect(offers()).toEqual([])
})
