import { afterEach, expect, test } from 'vitest'
import type { Task } from '#shared/contract/tasks.ts'
import type { Engines } from '../../engine/index.ts'
import { CHUNKED, chunk, LAST_CHUNK, respond, type Answer } from '../../engine/fake-engine.ts'
import { idleWork, startFakeWorld, type FakeWorld, type Routes } from '../fake-world.ts'
import { padding, TAR_END, tarHeader } from '../files/index.ts'
import { copyTask } from './copy-images.ts'

const CONTENT = Buffer.alloc(700, 'x')
const FILE = { path: 'layer', kind: 'file', size: CONTENT.length, mode: 0o644 } as const
const HEADER = tarHeader({ ...FILE, mtime: 0, uid: 0, gid: 0 })
const TAR = Buffer.concat([HEADER, CONTENT, padding(CONTENT.length), TAR_END])

let worlds: readonly FakeWorld[] = []
afterEach(() => Promise.all(worlds.map((world) => world.close())))

/** Copies from an engine that answers by these routes to another one, and waits for the end. */
async function copy(source: Routes, target: Routes): Promise<Task> {
  const [from, to] = [await startFakeWorld(source), await startFakeWorld(target)]
  worlds = [from, to]
  const engines: Engines = {
    ...to.engines,
    get: (id: string) => (id === 'from' ? from : to).engines.get('DOCKER_HOST'),
  }
  const wish = { connection: 'to', from: 'from', references: ['a:1'] }
  return idleWork(to.engines).tasks.follow(copyTask(engines, wish)).ended
}

const saving: Answer = (socket) => {
  for (const part of [CHUNKED, chunk(TAR)]) socket.write(part)
  socket.end(LAST_CHUNK)
}

/** Takes all that comes, and says so. */
function loading(parts: Buffer[]): Answer {
  return (socket, _request, first) => {
    const take = (data: Buffer) => {
      parts.push(data)
      if (!Buffer.concat(parts).subarray(-5).toString('latin1').endsWith(LAST_CHUNK)) return
      socket.end(respond(200, '{"stream":"Loaded image: a:1\\n"}'))
    }
    socket.on('data', take)
    take(first)
  }
}

test('what one engine saves the other one loads, byte for byte', async () => {
  const parts: Buffer[] = []
  const target = { 'POST /images/load': loading(parts), '/images/a:1/json': { Id: 'sha256:1' } }
  const { state, progress } = await copy({ 'GET /images/get': saving }, target)
  expect(state).toMatchObject({ kind: 'done', result: { kind: 'copied', images: ['a:1'] } })
  expect(progress.done).toBe(TAR.length)
  expect(Buffer.concat(parts).includes(CONTENT)).toBe(true)
})

test('a source that is cut off has interrupted it, and the target is not told of an end', async () => {
  const parts: Buffer[] = []
  let cut = () => {}
  const source: Answer = (socket) => {
    for (const part of [CHUNKED, chunk(TAR.subarray(0, HEADER.length + 100))]) socket.write(part)
    cut = () => socket.destroy()
  }
  const target: Answer = (socket, _request, first) => {
    const take = (data: Buffer) => {
      parts.push(data)
      if (Buffer.concat(parts).includes(HEADER)) cut()
    }
    socket.on('data', take)
    take(first)
  }
  const { state } = await copy({ 'GET /images/get': source }, { 'POST /images/load': target })
  expect(state).toMatchObject({
    kind: 'interrupted',
    error: { message: expect.stringContaining('Cannot save image "a:1"') },
  })
  expect(Buffer.concat(parts).toString('latin1')).not.toContain(LAST_CHUNK)
})

test('a target that says no is who has said it', async () => {
  const refusal = respond(500, '{"message":"no space left on device"}')
  const { state } = await copy(
    { 'GET /images/get': saving },
    { 'POST /images/load': (socket) => void socket.end(refusal) },
  )
  expect(state).toMatchObject({
    kind: 'failed',
    error: { message: expect.stringContaining('Cannot load image "a:1"') },
  })
})
