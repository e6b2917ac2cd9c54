import { once } from 'node:events'
import { Duplex } from 'node:stream'
import { expect, test, vi } from 'vitest'
import { createDocker, type Docker } from './docker.ts'
import { respond } from './fake-engine.ts'
import { createTransport } from './transport.ts'

const SWITCH = 'HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n'

test('a stream that stays open after its answer is closed', async () => {
  const stream = answeringStream(respond(200, 'OK'))
  await expect(dockerOn(stream).ping()).resolves.toBe('OK')
  await vi.waitUntil(() => stream.destroyed)
})

test('a raw stream whose engine ended it is not kept half-open', async () => {
  const stream = answeringStream(SWITCH)
  const raw = await dockerOn(stream).getExec('a').start({ hijack: true })
  stream.push(null)
  raw.resume()
  await once(raw, 'close')
  expect(raw.writableFinished).toBe(true)
})

test('a stream that broke before it was used is an error at once', async () => {
  const broken = answeringStream('')
  broken.destroy()
  await once(broken, 'close')
  await expect(dockerOn(broken).ping()).rejects.toMatchObject({ code: 'unreachable' })
})

/** dockerode on a link that has this stream, and no time for it to be silent. */
function dockerOn(stream: Duplex): Docker {
  const link = { dial: async () => stream, close: async () => {} }
  return createDocker(createTransport(link, 'x'), 'x', { deadlineMs: 60_000 })
}

/** A stream without a socket's own methods: says this once it is asked, and stays open. */
function answeringStream(answer: string): Duplex {
  return new Duplex({
    read() {},
    write(_chunk, _encoding, done) {
      this.push(answer)
      done()
    },
  })
}
