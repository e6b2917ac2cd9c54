import { expect, test } from 'vitest'
import { toRemoval, toSummary } from './to-summary.ts'

test('an entry of the list is shaped for the window, its tags sorted', () => {
  const raw = {
    Id: 'sha256:1',
    RepoTags: ['b:1', 'a:1'],
    RepoDigests: ['a@sha256:2'],
    Size: 5,
    Created: 7,
    Labels: { l: 'x' },
  }
  expect(toSummary(raw)).toEqual({
    id: 'sha256:1',
    tags: ['a:1', 'b:1'],
    digests: ['a@sha256:2'],
    origin: 'registry',
    sizeBytes: 5,
    createdAt: 7000,
    labels: { l: 'x' },
  })
})

test.each([
  ['dockerd', { RepoTags: ['<none>:<none>'], RepoDigests: ['<none>@<none>'], Labels: null }],
  ['newer dockerd', { RepoTags: [], RepoDigests: [] }],
  ['Podman', { RepoTags: null, RepoDigests: null }],
])('a dangling image of %s has no tags', (_engine, raw) => {
  expect(toSummary({ Id: 'x', ...raw })).toMatchObject({ tags: [], digests: [], labels: {} })
})

test.each([
  ['a registry, where dockerd has a digest of it', { RepoDigests: ['a@sha256:2'] }, 'registry'],
  ['this engine, where it has none', { RepoDigests: null }, 'local'],
  ['the containerd store, which gives each its own', { RepoDigests: ['a@sha256:1'] }, 'untold'],
  ['Podman', { RepoDigests: ['a@sha256:2'], Digest: 'sha256:2' }, 'untold'],
])('the origin is told of %s', (_engine, raw, origin) => {
  expect(toSummary({ Id: 'sha256:1', ...raw })).toMatchObject({ origin })
})

test('a removal tells names and layers apart', () => {
  expect(toRemoval([{ Untagged: 'a:1' }, { Deleted: 'sha256:1' }, { Deleted: null }])).toEqual({
    untagged: ['a:1'],
    deleted: ['sha256:1'],
  })
})
