import { expect, test } from 'vitest'
import type { ImageLayer, LayerAnalysis } from '#shared/contract/image-layers.ts'
import { layerRows, wastedPercent } from './layer-rows.ts'

const layer = (number: number, sizeBytes: number): ImageLayer => ({
  number,
  createdBy: `RUN ${number}`,
  createdAt: 0,
  sizeBytes,
  added: 0,
  changed: 0,
  deleted: 0,
  wastedBytes: 0,
  extent: 'whole',
})
const ANALYSIS: LayerAnalysis = {
  layers: [layer(1, 100), layer(2, 300)],
  steps: [1, { createdBy: 'ENV A=1', createdAt: 0 }, 2],
  sizeBytes: 400,
  wastedBytes: 50,
  wasted: [],
  wastedCount: 0,
  leftOut: 0,
}

test('each step is a row, its bar a part of the largest, and sizes add up', () => {
  const rows = layerRows(ANALYSIS)
  expect(rows.map(({ id, instruction }) => [id, instruction])).toEqual([
    ['layer 1', 'RUN 1'],
    ['step 1', 'ENV A=1'],
    ['layer 2', 'RUN 2'],
  ])
  expect(rows.map(({ cumulative }) => cumulative)).toEqual([100, 100, 400])
  expect(rows.map(({ share }) => share)).toEqual([1 / 3, 0, 1])
})

test('waste is a part of all that is stored, of nothing too', () => {
  expect(wastedPercent(ANALYSIS)).toBe(13)
  expect(wastedPercent({ ...ANALYSIS, sizeBytes: 0 })).toBe(0)
})
