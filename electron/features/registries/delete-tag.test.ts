import { expect, test } from 'vitest'
import type { RegistryApi } from '../../registries/index.ts'
import { deleteTag, lookAtRemoval } from './delete-tag.ts'

const { signal } = new AbortController()
const TAG = { repository: 'app', tag: '1', digest: 'sha256:a' }

/** A registry whose one repository has these tags, and what it lets one delete. */
function fakeRegistry(tags: Record<string, string>, can: { tags?: boolean; digests?: boolean }) {
  const api: RegistryApi = {
    repositories: () => Promise.resolve({ names: ['app'], hasMore: false }),
    tags: () => Promise.resolve({ names: Object.keys(tags), hasMore: false }),
    digestOf: (_repository, tag) => Promise.resolve(tags[tag]),
    remove(_repository, version) {
      const isDigest = version.startsWith('sha256:')
      if (isDigest ? can.digests !== true : can.tags !== true) return Promise.resolve(false)
      for (const [tag, digest] of Object.entries(tags)) {
        if ((isDigest ? digest : tag) === version) delete tags[tag]
      }
      return Promise.resolve(true)
    },
  }
  return { api, tags }
}

test('what leads to the same image is found before a tag goes', async () => {
  const { api } = fakeRegistry({ 1: 'sha256:a', 2: 'sha256:b', latest: 'sha256:a' }, {})
  expect(await lookAtRemoval(api, TAG, signal)).toEqual({
    digest: 'sha256:a',
    others: ['latest'],
    isSure: true,
  })
  await expect(lookAtRemoval(api, { ...TAG, tag: '3' }, signal)).rejects.toThrow('There is no tag')
})

test('a tag goes alone where the registry can do that, and else with the others', async () => {
  const able = fakeRegistry({ 1: 'sha256:a', latest: 'sha256:a' }, { tags: true, digests: true })
  expect(await deleteTag(able.api, TAG, signal)).toEqual({ tookOthers: false })
  expect(able.tags).toEqual({ latest: 'sha256:a' })
  const other = fakeRegistry({ 1: 'sha256:a', latest: 'sha256:a' }, { digests: true })
  expect(await deleteTag(other.api, TAG, signal)).toEqual({ tookOthers: true })
  expect(other.tags).toEqual({})
})

test('a tag that was pushed anew meanwhile stays, and so does one of a strict registry', async () => {
  const moved = fakeRegistry({ 1: 'sha256:b' }, { tags: true, digests: true })
  await expect(deleteTag(moved.api, TAG, signal)).rejects.toMatchObject({ code: 'conflict' })
  expect(moved.tags).toEqual({ 1: 'sha256:b' })
  const strict = fakeRegistry({ 1: 'sha256:a' }, {})
  await expect(deleteTag(strict.api, TAG, signal)).rejects.toThrow('does not let tags be deleted')
})
