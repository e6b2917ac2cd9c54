import { expect, test } from 'vitest'
import type { ImageRow } from './image-rows.ts'
import { pushQuestion } from './push-question.ts'

const row = (name: string): ImageRow => ({
  reference: name,
  name,
  connection: 'c',
  image: {
    id: 'sha256:1',
    tags: [name],
    digests: [],
    origin: 'local',
    sizeBytes: 0,
    createdAt: 0,
    labels: {},
  },
  usedBy: [],
})

test('the question before a push names the registry', () => {
  expect(pushQuestion([row('lab:5000/app:1')]).question).toBe(
    'Push image "lab:5000/app:1" to lab:5000?',
  )
  expect(pushQuestion([row('team/app:1'), row('lab:5000/app:1')])).toMatchObject({
    question: 'Push 2 images to Docker Hub, lab:5000?',
    objects: [{ name: 'team/app:1' }, { name: 'lab:5000/app:1' }],
  })
})
