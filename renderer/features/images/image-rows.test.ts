import { describe, expect, test } from 'vitest'
import type { ImageSummary } from '#shared/contract/images.ts'
import { imageRemovalQuestion, imageRemovalTier, needsForce } from './image-removal.ts'
import { countImageRows, imageRows } from './image-rows.ts'

const image: ImageSummary = {
  id: `sha256:86b7db266f4c${'0'.repeat(52)}`,
  tags: [],
  digests: [],
  sizeBytes: 2_000_000,
  createdAt: 0,
  labels: {},
}
const rowsOf = (tags: readonly string[], usedBy: readonly string[] = []) =>
  imageRows(
    'default',
    [{ ...image, tags }],
    usedBy.map((name) => ({ ...CONTAINER, name })),
  )
const CONTAINER = {
  id: 'c',
  name: 'cache',
  image: 'redis:7',
  imageId: image.id,
  command: '',
  createdAt: 0,
  state: { kind: 'running' },
  status: '',
  ports: [],
  labels: {},
  networks: [],
  mounts: [],
} as const

describe('the rows', () => {
  test('each name of an image has its own', () => {
    expect(rowsOf(['redis:7', 'redis:latest']).map(({ name }) => name)).toEqual([
      'redis:7',
      'redis:latest',
    ])
  })

  test('an image without a name is told by its id', () => {
    expect(rowsOf([]).map(({ name, reference }) => [name, reference])).toEqual([
      ['<none> 86b7db266f4c', image.id],
    ])
  })

  test('every name says which containers use the image', () => {
    expect(rowsOf(['redis:7'], ['cache'])[0]?.usedBy).toEqual(['cache'])
  })
})

describe('removing', () => {
  test('a name that is not the last is a small matter, even in use', () => {
    const [row] = rowsOf(['redis:7', 'redis:latest'], ['cache'])
    expect(row && imageRemovalTier([row])).toBe(1)
    expect(row && needsForce(row, [row])).toBe(false)
  })

  test('the last name of an image in use is not, and needs force', () => {
    const [row] = rowsOf(['redis:7'], ['cache'])
    expect(row && imageRemovalTier([row])).toBe(2)
    expect(row && needsForce(row, [row])).toBe(true)
    expect(row && imageRemovalQuestion([row]).objects[0]?.detail).toContain('used by cache')
  })

  test('all names of an image in use are the image: it is said, and each is forced', () => {
    const rows = rowsOf(['redis:7', 'redis:latest'], ['cache'])
    expect(rows.map((row) => needsForce(row, rows))).toEqual([true, true])
    expect(imageRemovalQuestion(rows).consequence).toContain('Containers still use it')
  })

  test('some names of an image are only names, and all of an unused one are the image', () => {
    const rows = rowsOf(['redis:6', 'redis:7', 'redis:latest'], ['cache'])
    expect(rows.slice(1).some((row) => needsForce(row, rows.slice(1)))).toBe(false)
    expect(imageRemovalQuestion(rows.slice(1)).consequence).toContain('Only the names go')
    const unused = rowsOf(['redis:7', 'redis:latest'])
    expect(imageRemovalQuestion(unused).consequence).toContain('pull or build it again')
  })

  test('names of two engines are of two images', () => {
    const [first, second] = rowsOf(['redis:7', 'redis:latest'], ['cache'])
    const rows = first && second ? [first, { ...second, connection: 'remote' }] : []
    expect(rows.map((row) => needsForce(row, rows))).toEqual([false, false])
  })

  test('several are listed, each with its size', () => {
    const { tier, objects } = imageRemovalQuestion(rowsOf(['redis:7', 'redis:latest']))
    expect(tier).toBe(2)
    expect(objects[0]).toEqual({ name: 'redis:7', detail: '2 MB · not used' })
  })
})

test('every name is a row, and an image without a name is one too', () => {
  const images = [{ tags: ['a:1', 'a:2'] }, { tags: [] }, { tags: ['b:1'] }]
  expect(countImageRows(images)).toBe(4)
})
