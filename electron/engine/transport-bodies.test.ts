import type { Socket } from 'node:net'
import { PassThrough, Readable } from 'node:stream'
import { afterEach, expect, test } from 'vitest'
import { EngineError } from '#shared/errors.ts'
import { respond, startFakeEngine, type Answer, type FakeEngine } from './fake-engine.ts'

let fake: FakeEngine
afterEach(() => fake.close())

async function start(answer: Answer): Promise<void> {
  fake = await startFakeEngine(answer)
}

/** What came behind the head of the request. */
function bodyIn(all: readonly Buffer[]): string {
  const [, ...body] = Buffer.concat(all).toString('latin1').split('\r\n\r\n')
  return body.join('\r\n\r\n')
}

const put = (body: Readable, deadlineMs = 5000) =>
  fake.docker({ deadlineMs }).getContainer('a').putArchive(body, { path: '/x' })

/** Reads on until the last chunk, then says yes; answers with all that came. */
function taking(all: Buffer[]): Answer {
  return (socket, _request, first) => {
    const take = (data: Buffer) => {
      all.push(data)
      if (bodyIn(all).endsWith('0\r\n\r\n')) socket.end(respond(200, ''))
    }
    socket.on('data', take)
    take(first)
  }
}

test('an archive is sent in chunks as a plain tar', async () => {
  const sent: Buffer[] = []
  await start(taking(sent))
  await put(Readable.from([Buffer.from('one'), Buffer.from('two')]))
  expect(fake.requests).toEqual(['PUT /containers/a/archive?path=%2Fx HTTP/1.1'])
  expect(bodyIn(sent)).toBe('3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n')
})

test('an engine that takes nothing holds the source back', async () => {
  await start((socket) => void socket.pause())
  let made = 0
  const source = new Readable({
    read() {
      made += 65_536
      this.push(Buffer.alloc(65_536))
    },
  })
  const call = put(source, 300)
  await expect(call).rejects.toMatchObject({ code: 'timeout' })
  expect(made).toBeLessThan(4 * 1024 * 1024)
  expect(source.destroyed).toBe(true)
})

test('a body that moves is never late, however long it takes', async () => {
  const sent: Buffer[] = []
  await start(taking(sent))
  const slow = new PassThrough()
  const call = put(slow, 200)
  for (let part = 0; part < 6; part++) {
    await new Promise((resolve) => setTimeout(resolve, 80))
    slow.write('part')
  }
  slow.end()
  await expect(call).resolves.toBeUndefined()
})

test('a no that comes early is told, and the source ends', async () => {
  await start((socket: Socket) => {
    socket.write(respond(403, '{"message":"container rootfs is marked read-only"}'))
  })
  const source = new PassThrough()
  source.write('some')
  await expect(put(source)).rejects.toMatchObject({
    code: 'refused',
    engineMessage: 'container rootfs is marked read-only',
  })
  expect(source.destroyed).toBe(true)
})

test('a source that fails ends the call with its reason', async () => {
  await start(() => {})
  const source = new PassThrough()
  const call = put(source)
  source.write('some')
  source.destroy(new EngineError({ code: 'cancelled', message: 'Cancelled' }))
  await expect(call).rejects.toMatchObject({ code: 'cancelled' })
})

test('a source that nobody can take is let go', async () => {
  await start(() => {})
  const source = new PassThrough()
  const docker = fake.docker({ signal: AbortSignal.abort() })
  await expect(docker.getContainer('a').putArchive(source, { path: '/' })).rejects.toThrow()
  expect(source.destroyed).toBe(true)
})
