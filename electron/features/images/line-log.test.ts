import { expect, test } from 'vitest'
import type { TaskPart, TaskProgress } from '#shared/contract/tasks.ts'
import { createLayerTally, type ImageLine } from './layer-tally.ts'
import { createLineLog } from './line-log.ts'
import { namesIn } from './load-images.ts'

test('what happens to a layer is logged once, and how far it is with each line', () => {
  const [lines, seen]: [string[], TaskProgress[]] = [[], []]
  let parts: readonly TaskPart[] = []
  const log = createLineLog({
    id: 'a',
    setBuild: () => {},
    note: () => {},
    signal: new AbortController().signal,
    log: (line) => void lines.push(line),
    progress: (progress) => void seen.push(progress),
    parts: (next) => void (parts = next),
  })
  const tally = createLayerTally()
  const say = (line: ImageLine) => {
    tally.add(line)
    log(line, tally)
  }
  say({ id: 'latest', status: 'Pulling from library/redis' })
  say({ id: 'a', status: 'Downloading', progressDetail: { current: 1, total: 9 } })
  say({ id: 'a', status: 'Downloading', progressDetail: { current: 2, total: 9 } })
  say({ id: 'a', status: 'Pull complete' })
  say({ status: 'Digest: sha256:1' })
  expect(lines).toEqual([
    'latest: Pulling from library/redis',
    'a: Downloading',
    'a: Pull complete',
    'Digest: sha256:1',
  ])
  expect(seen.map(({ done }) => done)).toEqual([0, 1, 2, 9, 9])
  expect(parts).toMatchObject([{ id: 'a', isDone: true }])
})

test.each([
  ['Loaded image: redis:7\n', ['redis:7']],
  ['Loaded image ID: sha256:12\n', ['sha256:12']],
  ['Loaded image(s): localhost/a:1,localhost/b:2', ['localhost/a:1', 'localhost/b:2']],
  [
    'The image redis:7 already exists\nLoaded image: redis:7\nLoaded image: b:1',
    ['redis:7', 'b:1'],
  ],
  ['nothing of it', []],
])('of %j the images are %j', (words, images) => expect(namesIn(words)).toEqual(images))
