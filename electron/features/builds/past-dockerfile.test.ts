import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startFakeWorld, type FakeWorld } from '../fake-world.ts'
import { createAttempt } from './begin-build.ts'
import { createBuildBook, type BuildBook } from './build-book.ts'
import { pastDockerfile } from './past-dockerfile.ts'
import { SavedBuilds } from './saved-builds.ts'

vi.mock('../../log.ts', () => ({ log: { warn: () => {} } }))
const { openJsonFile } = await import('../../json-file.ts')

const { signal } = new AbortController()
const CANCELLED = { kind: 'cancelled' } as const

let folder: string
let world: FakeWorld
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dockerfile-'))
  world = await startFakeWorld({})
})
afterEach(async () => {
  await world.close()
  await rm(folder, { recursive: true })
})

const openBook = () =>
  createBuildBook({
    index: openJsonFile(join(folder, 'builds.json'), SavedBuilds, () => {}),
    folder: join(folder, 'builds'),
    onFault(what) {
      throw new Error(what)
    },
  })

function begin(book: BuildBook, path: string) {
  const settings = {
    dockerfile: 'Dockerfile',
    tags: ['app:1'],
    args: [],
    secrets: [],
    noCache: false,
    pull: false,
  }
  const wish = { source: { kind: 'archive', path }, settings, secretFiles: new Map() } as const
  const engine = world.engines.get(world.connection)
  return createAttempt({ engine, book, task: 'task' }, wish, Date.now)
}

const idle = { id: 'task', signal, parts() {}, log() {}, note() {}, progress() {}, setBuild() {} }

test('who asks while it is still read hears it once it is, and nothing empty before', async () => {
  const book = openBook()
  const { id } = begin(book, join(folder, 'app.tar.gz'))
  const [build] = book.list()
  if (!build) throw new Error('no build')
  const open = book.open({ ...build, id: 'c06e2f5a-0f0a-4ab1-8f33-5f8e5c1d0a11' })
  const asked = pastDockerfile(book, 'c06e2f5a-0f0a-4ab1-8f33-5f8e5c1d0a11', signal)
  open.change({ builder: 'buildkit' })
  open.setDockerfile({ dockerfile: 'FROM a\n' })
  expect(await asked).toBe('FROM a\n')
  const stop = new AbortController()
  const left = pastDockerfile(book, id, stop.signal)
  stop.abort()
  await expect(left).rejects.toThrow('aborted')
  await book.settled()
})

test('why an archive could not be read is kept, also when the app has begun anew', async () => {
  const path = join(folder, 'app.tar.bz2')
  await writeFile(path, Buffer.from([0x42, 0x5a, 0x68, ...Array<number>(600).fill(0)]))
  const book = openBook()
  const attempt = begin(book, path)
  await expect(attempt.run(idle)).rejects.toThrow('Cannot build image "app:1"')
  attempt.end(CANCELLED)
  const reason = { message: expect.stringContaining('nothing here unpacks bzip2') }
  await expect(pastDockerfile(book, attempt.id, signal)).rejects.toMatchObject(reason)
  await book.settled()
  await expect(pastDockerfile(openBook(), attempt.id, signal)).rejects.toMatchObject(reason)
})

test('one of a build that ended before it was read is not known', async () => {
  const book = openBook()
  const attempt = begin(book, join(folder, 'app.tar'))
  attempt.end(CANCELLED)
  await expect(pastDockerfile(book, attempt.id, signal)).rejects.toMatchObject({
    code: 'not-found',
    message: 'The Dockerfile of this build is not known',
  })
  await book.settled()
})
