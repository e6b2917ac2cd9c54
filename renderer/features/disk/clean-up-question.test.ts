import { expect, test } from 'vitest'
import type { UnusedObject } from '#shared/contract/disk.ts'
import { cleanUpQuestion } from './clean-up-question.ts'

const IMAGE: UnusedObject = {
  kind: 'image',
  id: 'sha256:1',
  name: 'app:1',
  why: 'no container uses it',
  bytes: 2_000_000,
  at: Date.now() - 3 * 86_400_000,
}
const VOLUME: UnusedObject = {
  kind: 'volume',
  id: 'data',
  name: 'data',
  why: 'no container mounts it',
}

test('every object is listed with its size, its age and why it is unused', () => {
  const { tier, objects, consequence, question } = cleanUpQuestion([IMAGE])
  expect(tier).toBe(2)
  expect(question).toBe('Remove 1 object?')
  expect(objects).toEqual([
    { name: 'app:1', detail: 'image · 2 MB · made 3 days ago · no container uses it' },
  ])
  expect(consequence).toBe('1 image, at least 2 MB.')
})

test('of one volume the name must be typed, of several their number', () => {
  expect(cleanUpQuestion([IMAGE, VOLUME])).toMatchObject({ tier: 3, typeToConfirm: 'data' })
  const two = cleanUpQuestion([VOLUME, { ...VOLUME, id: 'more', name: 'more' }])
  expect(two).toMatchObject({ tier: 3, typeToConfirm: '2' })
  expect(two.consequence).toContain('The data in 2 volumes is gone for good.')
  expect(two.objects[0]?.detail).toBe('volume · size unknown · no container mounts it')
})
