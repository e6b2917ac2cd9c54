import type { UploadedEntry } from '#shared/contract/files.ts'
import type { Task } from '#shared/contract/tasks.ts'
import { afterEach, expect, test } from 'vitest'
import { CHUNKED, chunk, LAST_CHUNK, respond, type Answer } from '../../engine/fake-engine.ts'
import {
  aCall,
  createFakePipe,
  idleWork,
  startFakeWorld,
  type FakeWorld,
  type Routes,
} from '../fake-world.ts'
import { fileHandlers } from './handlers.ts'
import { readTar } from './tar/read-tar.ts'
import { TAR_END, tarHeader } from './tar/write-tar.ts'

/** How archives begin that engines would unpack by programs of the container. */
const COMPRESSED: readonly (readonly [string, readonly number[]])[] = [
  ['gzip', [0x1f, 0x8b]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
]

const FOLDER = tarHeader({
  path: 'up',
  kind: 'folder',
  size: 0,
  mode: 0o755,
  mtime: 0,
  uid: 33,
  gid: 34,
})

/** One entry, as an engine packs it. */
const packing =
  (header: Buffer): Answer =>
  (socket) => {
    for (const part of [CHUNKED, chunk(header), chunk(TAR_END), LAST_CHUNK]) socket.write(part)
    socket.end()
  }

/** The folder. */
const packed = packing(FOLDER)

/** Go's bit for it. */
const GO_FOLDER = 0x8000_01ed

/** A path as it is sent: byte by byte. */
const asBytes = (path: string) => Buffer.from(path).toString('hex').replaceAll(/../g, '%$&')

/** What is at a path, in the words of Go. */
function statOf(path: string, mode: number, size = 0): Routes {
  const stat = Buffer.from(JSON.stringify({ name: 'x', size, mode })).toString('base64')
  const answer = respond(200, '', `X-Docker-Container-Path-Stat: ${stat}\r\n`)
  return { [`HEAD /containers/a/archive?path=${asBytes(path)} `]: answer }
}

let world: FakeWorld
afterEach(() => world.close())

async function start(routes: Routes) {
  world = await startFakeWorld({ '/a/json': { State: { Running: true } }, ...routes })
  const work = idleWork(world.engines)
  const { uploadDropped, ...others } = fileHandlers(work)
  /** The task, once it has ended. */
  const upload = async (...wish: Parameters<typeof uploadDropped>): Promise<Task | undefined> => {
    await uploadDropped(...wish)
    return work.tasks.list()[0]
  }
  return { ...others, upload }
}

const ref = () => ({ connection: world.connection, id: 'a' })

/** Keeps what is put, and says yes once it is all there. */
function keeping(parts: Buffer[]): Answer {
  return (socket, _request, first) => {
    const take = (data: Buffer) => {
      parts.push(data)
      const all = Buffer.concat(parts)
      if (all.subarray(-5).toString('latin1') === LAST_CHUNK) socket.end(respond(200, ''))
    }
    socket.on('data', take)
    take(first)
  }
}

/** The body of such a request, out of its chunks. */
function bodyOf(parts: readonly Buffer[]): Buffer {
  const all = Buffer.concat(parts)
  const chunks: Buffer[] = []
  let at = all.indexOf('\r\n\r\n') + 4
  for (;;) {
    const end = all.indexOf('\r\n', at)
    const size = Number.parseInt(all.toString('latin1', at, end), 16)
    if (!(size > 0)) return Buffer.concat(chunks)
    chunks.push(all.subarray(end + 2, end + 2 + size))
    at = end + 2 + size + 2
  }
}

test.each(COMPRESSED)(
  'an upload that looks like %s is a plain tar around it, with no name for its kind',
  async (_name, magic) => {
    const parts: Buffer[] = []
    const { upload } = await start({ 'GET /containers/a/archive': packed, PUT: keeping(parts) })
    const content = Buffer.concat([Buffer.from(magic), Buffer.alloc(700, 'x')])
    const pipe = createFakePipe<never>()
    pipe.end.stream.push(content)
    const entries: UploadedEntry[] = [
      { path: 'sub', kind: 'folder', size: 0, modifiedAt: 5000 },
      { path: 'sub/file', kind: 'file', size: content.length, modifiedAt: 5000 },
    ]
    await upload({ ...ref(), folder: '/up', entries }, pipe.end)
    const body = bodyOf(parts)
    for (const [, other] of COMPRESSED) {
      expect([...body.subarray(0, other.length)]).not.toEqual(other)
    }
    expect(body.toString('latin1', 257, 262)).toBe('ustar')
    const head = Buffer.concat(parts).toString('latin1').split('\r\n\r\n', 1)[0] ?? ''
    expect(head).toMatch(/content-type: application\/x-tar/i)
    expect(head).not.toMatch(/content-encoding/i)
    const found: unknown[] = []
    for await (const { header } of readTar(only(body))) found.push(header)
    expect(found).toMatchObject([
      { path: 'sub/', kind: 'folder', uid: 33, gid: 34, mtime: 5 },
      { path: 'sub/file', kind: 'file', size: content.length, uid: 33, gid: 34, mode: 0o644 },
    ])
  },
)

test('a folder that is there stays as it is, and a file that is replaced keeps mode and owner', async () => {
  const parts: Buffer[] = []
  const old = {
    path: 'old',
    kind: 'file',
    size: 0,
    mtime: 0,
    mode: 0o4750,
    uid: 5,
    gid: 6,
  } as const
  const { upload } = await start({
    ...statOf('/up/sub', GO_FOLDER),
    ...statOf('/up/sub/old', 0o750),
    [`GET /containers/a/archive?path=${asBytes('/up/sub/old')} `]: packing(tarHeader(old)),
    'GET /containers/a/archive': packed,
    PUT: keeping(parts),
  })
  const pipe = createFakePipe<never>()
  pipe.type('xy')
  const entries: UploadedEntry[] = [
    { path: 'sub', kind: 'folder', size: 0, modifiedAt: 5000 },
    { path: 'sub/old', kind: 'file', size: 1, modifiedAt: 5000 },
    { path: 'sub/more', kind: 'folder', size: 0, modifiedAt: 5000 },
    { path: 'sub/more/new', kind: 'file', size: 1, modifiedAt: 5000 },
  ]
  await upload({ ...ref(), folder: '/up', entries }, pipe.end)
  const found: unknown[] = []
  for await (const { header } of readTar(only(bodyOf(parts)))) found.push(header)
  expect(found).toMatchObject([
    { path: 'sub/old', kind: 'file', mode: 0o4750, uid: 5, gid: 6 },
    { path: 'sub/more/', kind: 'folder', mode: 0o755, uid: 33, gid: 34 },
    { path: 'sub/more/new', kind: 'file', mode: 0o644, uid: 33, gid: 34 },
  ])
  // Below what is new nothing can be.
  expect(world.requests().filter((line) => line.includes(asBytes('new')))).toEqual([])
})

test('a view that is closed in the middle ends the request and never its archive, and says what may be there in part', async () => {
  const parts: Buffer[] = []
  let isCut = false
  const { upload } = await start({
    ...statOf('/up/f', 0o644, 4),
    'GET /containers/a/archive': packed,
    PUT: (socket, _request, first) => {
      parts.push(first)
      socket.on('data', (data: Buffer) => parts.push(data))
      socket.on('close', () => (isCut = true))
    },
  })
  const pipe = createFakePipe<never>()
  pipe.type('half')
  const entries: UploadedEntry[] = [{ path: 'f', kind: 'file', size: 8, modifiedAt: 0 }]
  const work = upload({ ...ref(), folder: '/up', entries }, pipe.end)
  await expect.poll(() => Buffer.concat(parts).includes('half')).toBe(true)
  pipe.closeView()
  expect(await work).toMatchObject({
    kind: 'upload',
    canRetry: false,
    state: { kind: 'interrupted', error: { message: expect.stringContaining('the window') } },
    note: expect.stringContaining('"f" may be incomplete'),
  })
  await expect.poll(() => isCut).toBe(true)
  expect(Buffer.concat(parts).subarray(-5).toString('latin1')).not.toBe(LAST_CHUNK)
})

test('a file is not written over another’s work, nor where nothing is', async () => {
  const { write } = await start({
    'GET /containers/a/archive': respond(
      404,
      '{"message":"Could not find the file /x in container a"}',
    ),
  })
  const wish = { ...ref(), path: '/x', bytes: new Uint8Array(1), version: 'any' }
  await expect(write(wish, aCall())).rejects.toMatchObject({
    code: 'not-found',
    message: 'Cannot save "/x" in container "a": it is no longer there',
  })
  expect(world.requests().some((line) => line.startsWith('PUT'))).toBe(false)
})

async function* only(bytes: Buffer) {
  yield bytes
}

test('where a tmpfs hides what the archive has, nothing is written beneath it', async () => {
  const { upload } = await start({
    '/a/json': { State: { Running: true }, HostConfig: { Tmpfs: { '/up': '' } } },
    'GET /containers/a/archive': packed,
  })
  const pipe = createFakePipe<never>()
  const entries: UploadedEntry[] = [{ path: 'f', kind: 'file', size: 0, modifiedAt: 0 }]
  const task = await upload({ ...ref(), folder: '/up', entries }, pipe.end)
  expect(task?.state).toMatchObject({
    kind: 'failed',
    error: { message: expect.stringContaining('"/up" is mounted inside the running container') },
  })
  expect(task?.note).toBeUndefined()
  expect(world.requests().some((line) => line.startsWith('PUT'))).toBe(false)
})
