import { expect, test } from 'vitest'
import { createTestBoard, DOCKERFILE } from './board.fixture.ts'
import { outlineOf } from './dockerfile-outline.ts'
import { readBuildah } from './read-buildah.ts'

function read(dockerfile: string, ...words: readonly string[]) {
  const test = createTestBoard()
  const reader = readBuildah(outlineOf(dockerfile), test.board, test.now)
  for (const text of words) reader.add({ stream: `${text}\n` })
  return { ...test, reader }
}

test('a stage is built when a later one asks for it, in the middle of a step of that', () => {
  const { steps } = read(
    DOCKERFILE,
    '[3/3] STEP 1/5: FROM busybox:local',
    '[3/3] STEP 3/5: COPY --from=other /f /g',
    '[2/3] STEP 2/3: COPY f /f',
    '--> Using cache 471eec42444c47275daedd9fc2d0dbf06105f5ec6ec054bed5dcad55430013dd',
    '--> 471eec42444',
    '[3/3] STEP 4/5: RUN echo last',
    'last',
  )
  expect(steps()).toEqual([
    'other:9 COPY f /f = cached',
    '2:14 FROM busybox:local = done',
    '2:16 COPY --from=other /f /g = done',
    '2:17 RUN echo last = running',
  ])
})

test('what a step wrote is its own, and the last words are of none', () => {
  const { textOf, reader } = read(
    'FROM a\nRUN b\n',
    'STEP 2/2: RUN b',
    'hello',
    'COMMIT docker.io/rec/ok:1',
    '--> 24166ae42b7',
    'Successfully tagged docker.io/rec/ok:1',
  )
  reader.add({ aux: { ID: 'sha256:1' } })
  expect(textOf('1.2')).toEqual(['hello'])
  expect(textOf(undefined)).toEqual([
    'COMMIT docker.io/rec/ok:1',
    'Successfully tagged docker.io/rec/ok:1',
  ])
  expect(reader.imageId).toBe('sha256:1')
})
