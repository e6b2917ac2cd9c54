import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import { readTrace } from './read-trace.ts'
import { FAILED, FROM_CONTAINERD, FROM_DOCKER_20, FROM_DOCKER_28 } from './traces.fixture.ts'
import { writeBytes, writeNumber } from './wire.ts'

const TRACES = { FROM_DOCKER_20, FROM_DOCKER_28, FROM_CONTAINERD }

function readAll(lines: readonly string[]) {
  const traces = lines.map(readTrace)
  return {
    vertexes: traces.flatMap(({ vertexes }) => vertexes),
    statuses: traces.flatMap(({ statuses }) => statuses),
    logs: traces.flatMap(({ logs }) => logs),
    warnings: traces.flatMap(({ warnings }) => warnings),
  }
}

test.each(Object.entries(TRACES))('the steps of a build are told, %s', (_engine, lines) => {
  const { vertexes } = readAll(lines)
  const names = new Set(vertexes.map(({ name }) => name.replace(/@sha256.*/, '')))
  // Which is told of first, is not always the first one.
  expect([...names].toSorted()).toEqual([
    '[base 1/2] FROM docker.io/library/busybox:local',
    '[base 2/2] RUN echo grüße && echo oops >&2',
    '[internal] load metadata for docker.io/library/busybox:local',
    '[internal] load remote build context',
    '[stage-1 1/1] COPY a /a',
    'copy /context /',
    'exporting to image',
  ])
  const run = vertexes.findLast(({ name }) => name.includes('RUN'))
  expect(run).toMatchObject({
    digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    inputs: [vertexes.find(({ name }) => name.includes('FROM'))?.digest],
    isCached: false,
  })
  expect(run?.endedAt).toBeGreaterThan(run?.startedAt ?? Infinity)
  expect(new Date(run?.startedAt ?? 0).getFullYear()).toBe(2026)
})

test.each(Object.entries(TRACES))('what a step wrote is told as bytes, %s', (_engine, lines) => {
  const { logs, vertexes } = readAll(lines)
  const run = vertexes.find(({ name }) => name.includes('RUN'))?.digest
  expect(logs.toSorted((a, b) => a.stream - b.stream)).toEqual([
    expect.objectContaining({ stream: 1, bytes: Buffer.from('grüße\n'), vertex: run }),
    expect.objectContaining({ stream: 2, bytes: Buffer.from('oops\n'), vertex: run }),
  ])
  expect(logs[0]?.at).toBeGreaterThan(0)
})

test.each(Object.entries(TRACES))('what goes on within a step is told, %s', (_engine, lines) => {
  const { statuses, vertexes } = readAll(lines)
  const exporting = vertexes.find(({ name }) => name === 'exporting to image')?.digest
  expect(statuses.filter(({ id }) => id === 'exporting layers')).toEqual([
    expect.objectContaining({ vertex: exporting, startedAt: expect.any(Number) }),
    expect.objectContaining({ vertex: exporting, endedAt: expect.any(Number) }),
  ])
})

test('what is wrong with a Dockerfile is told with its lines', () => {
  const warning = {
    short: "FromAsCasing: 'as' and 'FROM' keywords' casing do not match (line 1)",
    detail: ["The 'as' keyword should match the case of the 'from' keyword"],
    url: 'https://docs.docker.com/go/dockerfile/rule/from-as-casing/',
    lines: [{ first: 1, last: 1 }],
  }
  expect(readAll(FROM_DOCKER_28).warnings).toEqual([expect.objectContaining(warning)])
  expect(readAll(FROM_DOCKER_20).warnings).toEqual([])
})

test('a step that failed has the reason', () => {
  expect(readAll(FAILED).vertexes.at(-1)).toMatchObject({
    name: '[2/2] RUN echo before; exit 7',
    error: 'process "/bin/sh -c echo before; exit 7" did not complete successfully: exit code: 7',
  })
})

test('a message without anything is one', () => {
  expect(readTrace('')).toEqual({ vertexes: [], statuses: [], logs: [], warnings: [] })
})

const base64 = (...parts: Uint8Array[]) => Buffer.concat(parts).toString('base64')

test('large numbers are told, and fields that are not known are passed over', () => {
  const status = Buffer.concat([
    writeBytes(1, Buffer.from('a')),
    writeNumber(4, 2 ** 52 + 1),
    // A total of -1, a float, a double and a message of later versions.
    Buffer.from([0x28, ...Array(9).fill(0xff), 1, 0x7d, 1, 2, 3, 4, 0x79, 1, 2, 3, 4, 5, 6, 7, 8]),
    writeBytes(1000, Buffer.from('later')),
  ])
  expect(readTrace(base64(writeBytes(2, status))).statuses).toEqual([
    { id: 'a', vertex: '', name: '', current: 2 ** 52 + 1, total: -1 },
  ])
})

test('a time without a value is none', () => {
  const yearOne = writeBytes(
    5,
    Buffer.from([0x08, 0x80, 0x92, 0xb8, 0xc3, 0x98, 0xfe, 0xff, 0xff, 0xff, 1]),
  )
  expect(readTrace(base64(writeBytes(1, yearOne))).vertexes[0]).toEqual({
    digest: '',
    name: '',
    inputs: [],
    isCached: false,
  })
})

test.each([
  ['is not base64', 'hello!'],
  ['is cut within its base64', FROM_DOCKER_20[0].slice(0, 21)],
  ['is cut', base64(Buffer.from(FROM_DOCKER_20[0], 'base64').subarray(0, 30))],
  ['says a length that it has not', base64(Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x0f]))],
  ['says a length below nothing', base64(Buffer.from([0x0a, ...Array(9).fill(0xff), 1]))],
  ['has a number without an end', base64(Buffer.from([0x08, ...Array(11).fill(0x80), 0]))],
  ['has a field 0', base64(Buffer.from([0x00, 0x00]))],
  ['has a group', base64(Buffer.from([0x0b, 0x0c]))],
  ['has too many fields', base64(Buffer.alloc(20_002, Buffer.from([0x0a, 0x00])))],
])('a message that %s is a bad answer', (_what, aux) => {
  expect(() => readTrace(aux)).toThrow(expect.objectContaining({ code: 'bad-answer' }))
})

test('whatever bytes come are read, or a bad answer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(200), (noise, at) => {
      const real = Buffer.from(FROM_DOCKER_20.at(-1) ?? '', 'base64')
      for (const bytes of [
        noise,
        Buffer.concat([real.subarray(0, at), noise, real.subarray(at)]),
      ]) {
        try {
          readTrace(base64(bytes))
        } catch (cause) {
          expect(cause).toBeInstanceOf(EngineError)
        }
      }
    }),
  )
})
