import { expect, test } from 'vitest'
import { toDiskUse } from './to-disk-use.ts'

test('what takes space is added up by kind, and shared layers count once', () => {
  const use = toDiskUse({
    LayersSize: 100,
    Images: [{ Size: 90 }, { Size: 80 }],
    Containers: [{ SizeRw: 5 }, {}],
    Volumes: [{ UsageData: { Size: 7 } }, { UsageData: { Size: -1 } }],
    BuildCache: [{ Size: 3 }, { Size: 50, Shared: true }],
  })
  expect(use).toEqual({
    images: { count: 2, bytes: 100 },
    containers: { count: 2, bytes: 5 },
    volumes: { count: 2, bytes: 7 },
    buildCache: { count: 2, bytes: 3 },
  })
})

test('an engine that says nothing of a kind has none of it', () => {
  const none = { count: 0, bytes: 0 }
  expect(toDiskUse({ Images: null })).toEqual({
    images: none,
    containers: none,
    volumes: none,
    buildCache: none,
  })
})
