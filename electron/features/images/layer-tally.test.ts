import { expect, test } from 'vitest'
import { createLayerTally, type PullLine } from './layer-tally.ts'

function tallyOf(...lines: readonly PullLine[]) {
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
  const tally = createLayerTally(true)
  const lines = [
    { id: 'a', status: 'Pulling fs layer' },
    downloading('a', 50, 100),
    { id: 'a', status: 'Download complete' },
    { id: 'image', status: 'Download complete' },
  ]
  expect(lines.map((line) => tally.add(line)).at(-1)).toMatchObject({ layers: 1, layersDone: 1 })
})
