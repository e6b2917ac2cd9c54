import { afterEach, expect, test } from 'vitest'
import { encodeFrame, type Frame } from '#shared/frames.ts'
import { respond } from '../../engine/fake-engine.ts'
import { createFakePipe, PODMAN, startFakeWorld, type FakeWorld } from '../fake-world.ts'
import { logHandlers } from './handlers.ts'
import { createLineDropper } from './podman-tail.ts'

const frame = (text: string): Frame => ({ stream: 'stdout', payload: Buffer.from(text) })
const text = (frames: readonly Frame[]) =>
  Buffer.concat(frames.map(({ payload }) => payload)).toString()

test.each([
  [0, 'a\nb\n'],
  [1, 'b\n'],
  [2, ''],
  [9, ''],
])('%i lines are dropped, however they are cut', (lines, rest) => {
  expect(text(createLineDropper(lines)([frame('a\nb\n')]))).toBe(rest)
  const drop = createLineDropper(lines)
  expect(['a', '\nb', '\n'].map((piece) => text(drop([frame(piece)]))).join('')).toBe(rest)
})

let world: FakeWorld | undefined
afterEach(() => world?.close())

test.each([
  ['4.3.1', 'b\nc', 'stdout=true&stderr=true&follow=true&timestamps=false'],
  ['5.8.6', 'a\nb\nc', 'stdout=true&stderr=true&tail=2&follow=true&timestamps=false'],
])('the tail of Podman %s', async (Version, shown, query) => {
  const log = ['a\n', 'b\n', 'c'].map((line) => encodeFrame('stdout', Buffer.from(line)))
  world = await startFakeWorld({
    ' /version': { ...(PODMAN[' /version'] as object), Version },
    '/a/json': { Id: 'a', Config: { Tty: false }, State: { Running: false } },
    '/a/logs': respond(200, Buffer.concat(log).toString('latin1')),
  })
  const view = createFakePipe<never>()
  const wish = { connection: world.connection, id: 'a', tail: 2, follow: true, timestamps: false }
  await expect(logHandlers(world.engines).read(wish, view.end)).resolves.toEqual({
    kind: 'complete',
  })
  const words = view
    .received()
    .toString()
    .replaceAll(/[\u0000-\u0009\u000b-\u001f]/g, '')
  expect(words).toBe(shown)
  expect(world.requests().at(-2)).toBe(`GET /containers/a/logs?${query} HTTP/1.1`)
})
