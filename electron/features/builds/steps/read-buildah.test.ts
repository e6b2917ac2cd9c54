import { expect, test } from 'vitest'
import { createTestBoard, DOCKERFILE } from './board.fixture.ts'
import { outlineOf, outlineUpTo } from './dockerfile-outline.ts'
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
    '[3/3] STEP 2/5: LABEL x=y',
    '[3/3] STEP 3/5: COPY --from=other /f /g',
    '[2/3] STEP 1/3: FROM 94a774120e437660a9268b9549e84165aee94c1b2f3ce104e9490c402102f263 AS other',
    '[2/3] STEP 2/3: COPY f /f',
    '--> Using cache 471eec42444c47275daedd9fc2d0dbf06105f5ec6ec054bed5dcad55430013dd',
    '--> 471eec42444',
    '[3/3] STEP 4/5: RUN echo last',
    'last',
  )
  expect(steps()).toEqual([
    'other:8 FROM 94a774120e437660a9268b9549e84165aee94c1b2f3ce104e9490c402102f263 AS other = done',
    'other:9 COPY f /f = cached',
    '2:14 FROM busybox:local = done',
    '2:15 LABEL x=y = done',
    '2:16 COPY --from=other /f /g = done',
    '2:17 RUN echo last = running',
  ])
})

test('what a step wrote is its own, and the last words are of none', () => {
  const { textOf, reader } = read(
    'FROM a\nRUN b\n',
    'STEP 1/2: FROM a',
    'STEP 2/2: RUN b',
    'hello',
    'STEP 1/2: FROM inner',
    'COMMIT docker.io/rec/ok:1',
    '--> 24166ae42b7',
    'Successfully tagged docker.io/rec/ok:1',
  )
  reader.add({ aux: { ID: 'sha256:1' } })
  expect(textOf('1.2')).toEqual(['hello', 'STEP 1/2: FROM inner'])
  expect(textOf(undefined)).toEqual([
    'COMMIT docker.io/rec/ok:1',
    'Successfully tagged docker.io/rec/ok:1',
  ])
  expect(reader.imageId).toBe('sha256:1')
})

test('past its end, where triggers came between, a step is a step still', () => {
  const { steps } = read(
    'FROM a\nRUN b\n',
    'STEP 1/2: FROM a',
    'STEP 2/2: RUN trigger',
    'STEP 3: RUN b',
  )
  expect(steps()).toEqual([':1 FROM a = done', ':2 RUN b = running', ': RUN trigger = done'])
})

test('of a build with a target, what comes after it has no say', () => {
  const dockerfile = 'FROM a AS one\nRUN one\nFROM b AS two\nRUN two\n'
  const { board, now, steps } = createTestBoard()
  const reader = readBuildah(outlineUpTo(outlineOf(dockerfile), 'one'), board, now)
  for (const stream of ['STEP 1/2: FROM a AS one\n', 'STEP 2/2: RUN one\n']) reader.add({ stream })
  expect(steps()).toEqual([':1 FROM a AS one = done', ':2 RUN one = running'])
})
