import { describe, expect, test } from 'vitest'
import type { ImageSummary } from '#shared/contract/images.ts'
import {
  imageRemovalQuestion,
  imageRemovalTier,
  needsForce,
  wholeRemovalQuestion,
} from './image-removal.ts'
import { countImageRows, imageRows, namesOf, uniqueBytes } from './image-rows.ts'

const image: ImageSummary = {
  id: `sha256:86b7db266f4c${'0'.repeat(52)}`,
  tags: [],
  digests: [],
  origin: 'local',
  sizeBytes: 2_000_000,
  createdAt: 0,
  labels: {},
}
const rowsOf = (tags: readonly string[], usedBy: readonly string[] = []) =>
  imageRows('default', [{ ...image, tags }], {
    containers: usedBy.map((name) => ({ ...CONTAINER, id: name, name })),
  })
const never = () => false
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
    expect(rowsOf(['redis:7'], ['cache'])[0]?.usedBy).toEqual([
      { id: 'cache', name: 'cache', isAlive: true },
    ])
  })
})

const DIGEST = `sha256:${'a'.repeat(64)}`

describe('what rows tell', () => {
  test('a name has the digest of its own repository, and of no other', () => {
    const digests = [`mirror.example/redis@${DIGEST}`]
    const tags = ['mirror.example/redis:7', 'redis:7']
    const rows = imageRows('default', [{ ...image, tags, digests }], { containers: [] })
    expect(rows.map(({ repository, digest }) => [repository, digest])).toEqual([
      ['mirror.example/redis', DIGEST],
      ['redis', undefined],
    ])
  })

  test('an image whose name was taken over stands with its repository', () => {
    const digests = [`redis@${DIGEST}`]
    const [row] = imageRows('default', [{ ...image, digests }], { containers: [] })
    expect(row).toMatchObject({ repository: 'redis', digest: DIGEST, name: '<none> 86b7db266f4c' })
  })

  test('what goes with an image is what others do not have, where that is known', () => {
    const rows = (sharedBytes?: ReadonlyMap<string, number>) =>
      imageRows('default', [image], { containers: [], ...(sharedBytes && { sharedBytes }) })
    expect(rows().map(uniqueBytes)).toEqual([undefined])
    expect(rows(new Map([[image.id, 500_000]])).map(uniqueBytes)).toEqual([1_500_000])
    expect(rows(new Map([[image.id, 9_000_000]])).map(uniqueBytes)).toEqual([0])
  })

  test('a container is found whether or not its engine writes the algorithm of the id', () => {
    const container = { ...CONTAINER, imageId: image.id.replace('sha256:', '') }
    const [row] = imageRows('default', [image], { containers: [container] })
    expect(row?.usedBy).toHaveLength(1)
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
    expect(row && imageRemovalQuestion([row], never).objects[0]?.detail).toContain('used by cache')
  })

  test('all names of an image in use are the image: it is said, and each is forced', () => {
    const rows = rowsOf(['redis:7', 'redis:latest'], ['cache'])
    expect(rows.map((row) => needsForce(row, rows))).toEqual([true, true])
    expect(imageRemovalQuestion(rows, never).consequence).toContain('Containers still use it')
  })

  test('of several images some may be in use', () => {
    const [used] = rowsOf(['redis:7'], ['cache'])
    const other = { ...image, id: 'sha256:other', tags: ['app:1'] }
    const [free] = imageRows('default', [other], { containers: [] })
    const rows = used && free ? [free, used] : []
    const { consequence } = imageRemovalQuestion(rows, never)
    expect(consequence).toContain('Containers still use some of them')
  })

  test('some names of an image are only names, and all of an unused one are the image', () => {
    const rows = rowsOf(['redis:6', 'redis:7', 'redis:latest'], ['cache'])
    expect(rows.slice(1).some((row) => needsForce(row, rows.slice(1)))).toBe(false)
    expect(imageRemovalQuestion(rows.slice(1), never).consequence).toContain('Only the names go')
    const unused = rowsOf(['redis:7', 'redis:latest'])
    expect(imageRemovalQuestion(unused, never).consequence).toContain('pull or build it again')
  })

  test('names of two engines are of two images', () => {
    const [first, second] = rowsOf(['redis:7', 'redis:latest'], ['cache'])
    const rows = first && second ? [first, { ...second, connection: 'remote' }] : []
    expect(rows.map((row) => needsForce(row, rows))).toEqual([false, false])
  })

  test('several are listed, each with its size', () => {
    const { tier, objects } = imageRemovalQuestion(rowsOf(['redis:7', 'redis:latest']), never)
    expect(tier).toBe(2)
    expect(objects[0]).toEqual({ name: 'redis:7', detail: '2 MB · not used' })
  })
})

describe('removing whole images', () => {
  test('takes all of their names, and lists them', () => {
    const [row] = rowsOf(['redis:7', 'redis:latest'])
    const { question, objects, verb } = wholeRemovalQuestion(row ? namesOf(row) : [], never)
    expect(question).toBe('Remove image "redis:7" with all 2 names?')
    expect(objects.map(({ name }) => name)).toEqual(['redis:7', 'redis:latest'])
    expect(verb).toBe('Remove image')
  })

  test('an engine that takes the containers too has each of them named', () => {
    const rows = rowsOf(['redis:7', 'redis:latest'], ['cache', 'queue'])
    const asked = wholeRemovalQuestion(rows, () => true)
    expect(asked.verb).toBe('Remove image and 2 containers')
    expect(asked.objects.slice(2)).toEqual([
      { name: 'cache', detail: 'container, running' },
      { name: 'queue', detail: 'container, running' },
    ])
    expect(asked.consequence).toContain('removes the containers')
    const [name] = rows
    expect(name && imageRemovalQuestion([name], () => true).verb).toBe('Remove')
  })
})

test('every name is a row, and an image without a name is one too', () => {
  const images = [{ tags: ['a:1', 'a:2'] }, { tags: [] }, { tags: ['b:1'] }]
  expect(countImageRows(images)).toBe(4)
})
