import { expect, test } from 'vitest'
import type { ImageSummary } from '#shared/contract/images.ts'
import { namesLost } from './names-lost.ts'

const image = (id: string, tags: readonly string[], digests: readonly string[] = []) =>
  ({
    id,
    tags,
    digests,
    origin: 'local',
    sizeBytes: 0,
    createdAt: 0,
    labels: {},
  }) satisfies ImageSummary
const copied = (reference: string, id: string, digests?: readonly string[]) => ({
  reference,
  image: image(id, [reference], digests),
})

test('a name that another image has is lost by that one, which keeps the others', () => {
  const there = [image('sha256:old', ['app:1', 'app:2', 'app:3']), image('sha256:z', ['other:1'])]
  expect(namesLost([copied('app:1', 'sha256:new'), copied('app:2', 'sha256:new')], there)).toEqual([
    { name: 'app:1', id: 'sha256:old', others: ['app:3'] },
    { name: 'app:2', id: 'sha256:old', others: ['app:3'] },
  ])
})

test('a name is found however its engine writes it', () => {
  const there = [image('old', ['docker.io/library/redis:latest'])]
  expect(namesLost([copied('redis:latest', 'new')], there)).toHaveLength(1)
  expect(namesLost([copied('lab:5000/redis:latest', 'new')], there)).toEqual([])
})

test('the same image loses nothing, whichever kind of id its engine gives it', () => {
  const digest = 'redis@sha256:aa'
  const there = [image('sha256:1', ['a:1']), image('sha256:aa', ['redis:7'], [digest])]
  expect(namesLost([copied('a:1', '1')], there)).toEqual([])
  expect(namesLost([copied('redis:7', 'sha256:bb', [digest])], there)).toEqual([])
})

test('what has no name takes none', () => {
  expect(namesLost([copied('sha256:1', 'sha256:1')], [image('sha256:2', ['a:1'])])).toEqual([])
})
