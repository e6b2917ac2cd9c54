import { expect, test } from 'vitest'
import { FROM_DOCKER_20, FROM_DOCKER_28 } from './buildkit/traces.fixture.ts'
import { createTestBoard } from './steps/board.fixture.ts'
import { outlineOf } from './steps/dockerfile-outline.ts'
import { readBuildKit } from './steps/read-trace-steps.ts'

const DOCKERFILE =
  'FROM busybox:local as base\nRUN echo grüße && echo oops >&2\nFROM base\nCOPY a /a\n'

function read(traces: readonly string[]) {
  const test = createTestBoard()
  const reader = readBuildKit(outlineOf(DOCKERFILE), test.board, test.now)
  for (const aux of traces) reader.add({ id: 'moby.buildkit.trace', aux })
  return { ...test, reader }
}

test.each([
  ['20.10', FROM_DOCKER_20],
  ['28.5', FROM_DOCKER_28],
])('BuildKit of Docker %s tells of steps beside each other', (_engine, traces) => {
  const { board, steps, lines } = read(traces)
  expect(steps().filter((step) => /:\d/.test(step))).toEqual(
    expect.arrayContaining([
      'base:2 RUN echo grüße && echo oops >&2 = done',
      '1:4 COPY a /a = done',
    ]),
  )
  const run = board.all().find(({ line }) => line === 2)
  expect((run?.endedAt ?? 0) - (run?.startedAt ?? 0)).toBeGreaterThan(0)
  const own = lines.filter(({ step }) => step === run?.id)
  expect(own.map(({ text, isError }) => `${text} ${isError}`).toSorted()).toEqual([
    'grüße false',
    'oops true',
  ])
  const exporting = board.all().find(({ name }) => name === 'exporting to image')
  expect(exporting?.parts.map(({ id }) => id.split(' ')[0])).toEqual([
    'exporting',
    'writing',
    'naming',
  ])
})

test('a step that is not there, or waits, has no times', () => {
  const { board } = read(FROM_DOCKER_20.slice(0, 1))
  expect(board.all()).toEqual([expect.objectContaining({ state: 'waiting' })])
  expect(board.all()[0]).not.toHaveProperty('startedAt')
})

test('the image comes with a line of its own', () => {
  const { reader } = read([])
  reader.add({ id: 'moby.image.id', aux: { ID: 'sha256:1' } })
  expect(reader.imageId).toBe('sha256:1')
})
