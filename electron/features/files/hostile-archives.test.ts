import type { ListingPart } from '#shared/contract/files.ts'
import { afterEach, expect, test } from 'vitest'
import { CHUNKED, chunk, LAST_CHUNK, respond, type Answer } from '../../engine/fake-engine.ts'
import { aCall, createFakeSink, idleWork, startFakeWorld, type FakeWorld } from '../fake-world.ts'
import { fileHandlers } from './handlers.ts'
import { TAR_END, tarHeader } from './tar/write-tar.ts'

const NUMBERS = { mode: 0o755, mtime: 0, uid: 0, gid: 0 }
const header = (path: string, kind: 'file' | 'folder', size = 0) =>
  tarHeader({ path, kind, size, ...NUMBERS })

/** A container that is stopped, so that the engine's archives are all there is of its files. */
const STOPPED = { State: { Running: false, Paused: false } }

let world: FakeWorld
afterEach(() => world.close())

async function startWith(archive: Answer | string) {
  world = await startFakeWorld({
    'GET /containers/a/archive': archive,
    'GET /containers/a/json': STOPPED,
  })
  return fileHandlers(idleWork(world.engines))
}

const at = (path: string) => ({ connection: world.connection, id: 'a', path })

const whole =
  (...parts: readonly Buffer[]): Answer =>
  (socket) => {
    socket.write(CHUNKED)
    for (const part of parts) socket.write(chunk(part))
    socket.end(LAST_CHUNK)
  }

async function list(handlers: ReturnType<typeof fileHandlers>, path = '/d') {
  const { sink, values } = createFakeSink<ListingPart>()
  await handlers.list({ ...at(path), patience: 'short' }, sink)
  const names = values.flatMap((part) =>
    part.kind === 'entries' ? part.entries.map(({ name }) => name) : [],
  )
  return { names, end: values.at(-1) }
}

test('entries that are not of the folder are no rows of it', async () => {
  const handlers = await startWith(
    whole(
      header('d', 'folder'),
      header('d/a', 'file'),
      header('d/../b', 'file'),
      header('/etc/passwd', 'file'),
      header('d/sub', 'folder'),
      header('d/sub/deep', 'file'),
      TAR_END,
    ),
  )
  const { names, end } = await list(handlers)
  expect(names).toEqual(['a', 'sub'])
  expect(end).toMatchObject({ extent: 'whole', seenFrom: 'archive', lacksShell: false })
})

test.each<[string, Answer | string]>([
  ['no tar', respond(200, 'x'.repeat(2000))],
  ['nothing', respond(200, '')],
  ['cut in an entry', whole(header('d', 'folder'), header('d/a', 'file', 9000))],
  ['without an end', whole(header('d', 'folder'), header('d/a', 'file'))],
  [
    'cut off by the engine',
    (socket) => {
      socket.write(CHUNKED)
      socket.write(chunk(header('d', 'folder')))
      setImmediate(() => socket.destroy())
    },
  ],
])('an archive that is %s is an error, and no short list', async (_what, archive) => {
  const handlers = await startWith(archive)
  await expect(list(handlers)).rejects.toMatchObject({
    message: expect.stringMatching(/^Cannot list "\/d" in container "a": /),
  })
})

test('links that lead round in circles end', async () => {
  const round = Buffer.from(header('d', 'file'))
  round.write('2', 156, 'latin1')
  round.write('d', 157, 'latin1')
  round.write('        ', 148, 'latin1')
  const sum = round.reduce((total, byte) => total + byte, 0)
  round.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
  const handlers = await startWith(whole(round, TAR_END))
  await expect(handlers.read(at('/d'), aCall())).rejects.toThrow('leads round in circles')
})

test('a file without end is read as far as it is shown, and let go', async () => {
  let isClosed = false
  const handlers = await startWith((socket) => {
    socket.write(CHUNKED)
    socket.write(chunk(header('f', 'file', 2 ** 40)))
    const piece = chunk(Buffer.alloc(65_536, 'x'))
    const more = () => {
      while (!socket.destroyed && socket.write(piece)) {}
    }
    socket.on('drain', more)
    socket.on('close', () => (isClosed = true))
    more()
  })
  const { isWhole, bytes, version } = await handlers.read(at('/f'), aCall())
  expect([isWhole, bytes.length, version]).toEqual([false, 1024 * 1024, undefined])
  await expect.poll(() => isClosed).toBe(true)
})
