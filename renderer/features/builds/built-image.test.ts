import { expect, test } from 'vitest'
import { aBuild, anImage } from './build.fixture.ts'
import { builtImage } from './built-image.ts'

const BUILT = 'sha256:86b7db266f4c'

const build = (...tags: readonly string[]) =>
  aBuild({ settings: { ...aBuild().settings, tags: [...tags] } })

test('an image is found by its id, under the names that still lead to it', () => {
  const newer = anImage('sha256:2', 'app:1')
  const older = anImage(BUILT, 'app:latest', 'lab:5000/team/app:2')
  expect(builtImage(build('app:1', 'app', 'lab:5000/team/app:2'), [newer, older])).toEqual({
    image: older,
    names: ['app:latest', 'lab:5000/team/app:2'],
    lost: ['app:1'],
  })
  expect(builtImage(build(), [newer, older])).toMatchObject({ names: [], lost: [] })
})

test('names are known as Podman lists them, and ids without their algorithm', () => {
  const local = anImage('86b7db266f4c', 'localhost/app:latest')
  const onPodman = { ...build('app'), builder: 'buildah' } as const
  expect(builtImage(onPodman, [local])).toMatchObject({ names: ['localhost/app:latest'] })
  const hub = anImage(BUILT, 'docker.io/library/app:latest')
  expect(builtImage(build('app'), [hub])).toMatchObject({
    names: ['docker.io/library/app:latest'],
  })
})

test('to Docker a name under localhost is another one', () => {
  const other = anImage(BUILT, 'localhost/app:latest')
  expect(builtImage(build('app'), [other])).toMatchObject({ names: [], lost: ['app'] })
})

test('one that is gone, or was never made, is not found', () => {
  expect(builtImage(build('app'), [anImage('sha256:2', 'app:latest')])).toBeUndefined()
  const failed = aBuild({ state: { kind: 'cancelled' } })
  expect(builtImage(failed, [anImage(BUILT, 'app:1')])).toBeUndefined()
})
