import { Duplex } from 'node:stream'
import { expect, test, vi } from 'vitest'
import { encodeFrame } from '#shared/frames.ts'
import { carry } from './carry.ts'

/** What an engine sends until its end. */
function engineThatSends(...chunks: readonly Uint8Array[]): Duplex {
  const socket = new Duplex({ allowHalfOpen: false, read() {}, write: (_c, _e, done) => done() })
  for (const chunk of [...chunks, null]) socket.push(chunk)
  return socket
}

/** A window that takes a chunk each time that it is told to. */
function slowWindow() {
  const received: string[] = []
  const waiting: (() => void)[] = []
  const stream = new Duplex({
    writableHighWaterMark: 1,
    read() {},
    write(chunk: Buffer, _encoding, done) {
      received.push(chunk.toString())
      waiting.push(done)
    },
  })
  return { stream, received, waiting }
}

const sized = Promise.resolve()
const PART = 'x'.repeat(100)
const frame = (text: string) => encodeFrame('stdout', Buffer.from(text))

test('the last words of a program without a terminal are carried, however far the window is behind', async () => {
  const socket = engineThatSends(frame(PART), frame(PART), frame('last'))
  const { stream, received, waiting } = slowWindow()
  let isDone = false
  const carried = carry(socket, stream, { sized, framed: true }).finally(() => (isDone = true))
  await vi.waitUntil(() => socket.closed && waiting.length > 0)
  // A turn in which it could have ended.
  await new Promise(setImmediate)
  expect(isDone).toBe(false)
  await vi.waitUntil(() => {
    waiting.shift()?.()
    return isDone
  })
  expect(await carried).toBe(false)
  expect(received.join('')).toBe(`${PART}${PART}last`)
})

test('a window that closes while it is behind is not waited for', async () => {
  const socket = engineThatSends(frame(PART), frame(PART), frame('last'))
  const { stream, waiting } = slowWindow()
  const carried = carry(socket, stream, { sized, framed: true })
  await vi.waitUntil(() => socket.closed && waiting.length > 0)
  stream.destroy()
  expect(await carried).toBe(false)
})
