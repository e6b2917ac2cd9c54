import { expect, test } from 'vitest'
import { createLayerTally, VERBS, type ImageLine } from './layer-tally.ts'

function tallyOf(...lines: readonly ImageLine[]) {
  const tally = createLayerTally()
  return lines.map((line) => tally.add(line)).at(-1)
}

const downloading = (id: string, current: number, total: number) => ({
  id,
  status: 'Downloading',
  progressDetail: { current, total },
})

test('the line that names the tag is no layer', () => {
  expect(tallyOf({ id: 'latest', status: 'Pulling from library/redis' })).toEqual({
    layers: 0,
    layersDone: 0,
    bytes: 0,
    totalBytes: 0,
  })
})

test('bytes are those of the downloads, whatever is unpacked', () => {
  expect(
    tallyOf(
      { id: 'a', status: 'Pulling fs layer' },
      { id: 'b', status: 'Already exists' },
      downloading('a', 10, 100),
      { id: 'a', status: 'Extracting', progressDetail: { current: 300, total: 400 } },
    ),
  ).toEqual({ layers: 2, layersDone: 1, bytes: 100, totalBytes: 100 })
})

test('a layer is done once it is unpacked', () => {
  const [before, after] = [downloading('a', 50, 100), { id: 'a', status: 'Pull complete' }]
  expect(tallyOf(before, { id: 'a', status: 'Download complete' })).toMatchObject({ layersDone: 0 })
  expect(tallyOf(before, after)).toMatchObject({ layersDone: 1, bytes: 100 })
})

test('on Podman a layer is done once it is fetched, and the image itself is none', () => {
  const tally = createLayerTally(VERBS.pullOnPodman)
  const lines = [
    { id: 'a', status: 'Pulling fs layer' },
    downloading('a', 50, 100),
    { id: 'a', status: 'Download complete' },
    { id: 'image', status: 'Download complete' },
  ]
  expect(lines.map((line) => tally.add(line)).at(-1)).toMatchObject({ layers: 1, layersDone: 1 })
})

test('how much there is in all is told once it is known of every layer', () => {
  const tally = createLayerTally()
  tally.add({ id: 'a', status: 'Pulling fs layer' })
  tally.add({ id: 'b', status: 'Already exists' })
  tally.add({ id: 'c', status: 'Pulling fs layer' })
  tally.add(downloading('a', 10, 100))
  expect(tally.progress()).toEqual({ done: 10 })
  tally.add(downloading('c', 20, 50))
  expect(tally.progress()).toEqual({ done: 30, total: 150 })
  expect(tally.parts()).toEqual([
    { id: 'a', words: 'Downloading', done: 10, total: 100, isDone: false },
    { id: 'b', words: 'Already exists', done: 0, isDone: true },
    { id: 'c', words: 'Downloading', done: 20, total: 50, isDone: false },
  ])
})

test('a push counts what it sends, and no more than there is', () => {
  const tally = createLayerTally(VERBS.push)
  const pushing = (current: number, total = 0) =>
    tally.add({ id: 'a', status: 'Pushing', progressDetail: { current, total } })
  tally.add({ status: 'The push refers to repository [lab:5000/app]' })
  tally.add({ id: 'a', status: 'Preparing' })
  tally.add({ id: 'b', status: 'Layer already exists' })
  pushing(50, 100)
  expect(tally.progress()).toEqual({ done: 50, total: 100 })
  pushing(130)
  expect(tally.progress()).toEqual({ done: 100, total: 100 })
  tally.add({ id: 'a', status: 'Pushed' })
  expect(tally.parts().every(({ isDone }) => isDone)).toBe(true)
})
