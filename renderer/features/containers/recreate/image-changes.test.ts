import { expect, test } from 'vitest'
import { imageChanges } from './image-changes.ts'

const image = (Config: object) => JSON.stringify({ Id: 'sha256:1', Config })

test('what a newer image gives its containers differently is told field by field', () => {
  const before = image({
    Env: ['PATH=/bin', 'VERSION=1', 'DB_PASSWORD=hunter2hunter2'],
    Cmd: ['serve'],
    Volumes: { '/data': {} },
  })
  const after = image({
    Env: ['PATH=/bin', 'VERSION=2', 'DB_PASSWORD=hunter3hunter3'],
    Cmd: ['serve', '--fast'],
    Volumes: { '/data': {}, '/cache': {} },
    User: 'app',
  })
  const changes = imageChanges(before, after)
  expect(changes).toEqual([
    {
      what: '--env of the image',
      before: ['VERSION=1', expect.not.stringContaining('hunter')],
      after: ['VERSION=2', expect.not.stringContaining('hunter')],
    },
    { what: 'command of the image', before: ['["serve"]'], after: ['["serve","--fast"]'] },
    { what: 'volumes of the image', before: [], after: ['/cache'] },
    { what: '--user of the image', before: [], after: ['app'] },
  ])
})

test('the same configuration is no change, and an image without one is none either', () => {
  expect(imageChanges(image({ Cmd: null }), image({}))).toEqual([])
  expect(imageChanges('{}', 'null')).toEqual([])
})
