import { beforeEach, expect, test, vi } from 'vitest'

const tags = vi.fn()
vi.mock('../../ipc/client.ts', () => ({ engine: { registries: { tags } } }))
const { tagsOf } = await import('./list-tags.ts')

const { signal } = new AbortController()
const read = (text: string) => tagsOf('dev').read(text, signal)

beforeEach(() => void tags.mockReset())

test.each([
  ['redis', 'docker.io', 'library/redis', 'redis:7'],
  [' lab:5000/team/app ', 'lab:5000', 'team/app', 'lab:5000/team/app:7'],
  ['lab:5000/team/app:la', 'lab:5000', 'team/app', 'lab:5000/team/app:7'],
  ['lab:5000/team/app:', 'lab:5000', 'team/app', 'lab:5000/team/app:7'],
])('for "%s" the registry %s is asked', async (written, host, repository, offered) => {
  tags.mockResolvedValue({ names: ['7'], hasMore: false })
  expect(await read(written)).toEqual([offered])
  expect(tags.mock.calls[0]?.[0]).toEqual({ connection: 'dev', host, repository })
})

test('all pages come, in the order that people expect', async () => {
  tags
    .mockResolvedValueOnce({ names: ['1', '10', '2'], hasMore: true })
    .mockResolvedValueOnce({ names: ['latest'], hasMore: false })
  expect(await read('app')).toEqual(['app:1', 'app:2', 'app:10', 'app:latest'])
  expect(tags.mock.calls[1]?.[0]).toMatchObject({ after: '2' })
})

test('what is no name asks nobody, and a name without tags says so', async () => {
  await expect(read('')).rejects.toThrow('Write the name of an image')
  await expect(read('https://lab/app')).rejects.toThrow('without "https://"')
  expect(tags).not.toHaveBeenCalled()
  tags.mockResolvedValue({ names: [], hasMore: false })
  await expect(read('app')).rejects.toThrow('has no tags of "app"')
})
