import { once } from 'node:events'
import { PassThrough, type Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import { dialWithin } from './dial-within.ts'
import type { Link } from './link.ts'

const LATE = new EngineError({ code: 'timeout', message: 'late' })

test('a dial that heeds no signal is not waited for, and its stream is given back', async () => {
  const abort = new AbortController()
  const { link, arrive } = slowLink()
  const dial = dialWithin(link, abort.signal)
  abort.abort(LATE)
  await expect(dial).rejects.toBe(LATE)
  const stream = new PassThrough()
  const left = once(stream, 'close')
  arrive(stream)
  await left
  expect(stream.destroyed).toBe(true)
})

test('a stream that comes in time is handed over', async () => {
  const { link, arrive } = slowLink()
  const dial = dialWithin(link, new AbortController().signal)
  const stream = new PassThrough()
  arrive(stream)
  await expect(dial).resolves.toBe(stream)
  expect(stream.destroyed).toBe(false)
})

test('a dial that fails says why', async () => {
  const link = { dial: () => Promise.reject(LATE), close: async () => {} }
  await expect(dialWithin(link, new AbortController().signal)).rejects.toBe(LATE)
})

function slowLink(): { readonly link: Link; readonly arrive: (stream: Duplex) => void } {
  let arrive: (stream: Duplex) => void = () => {}
  const arrived = new Promise<Duplex>((resolve) => (arrive = resolve))
  return {
    link: { dial: () => arrived, close: async () => {} },
    arrive: (stream) => arrive(stream),
  }
}
