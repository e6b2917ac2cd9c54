import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Task } from '#shared/contract/tasks.ts'
import { createEngines } from '../../electron/engine/index.ts'
import { aCall, createFakePipe } from '../../electron/features/fake-world.ts'
import { imageHandlers } from '../../electron/features/images/index.ts'
import { startPrivateEngine, type PrivateEngine } from '../../scripts/engine/private-engine.mjs'
import { openRegistry, type OpenRegistry } from '../open-registry.ts'
import type { World } from '../world.ts'
import type { Peer } from './peer.ts'
import { endOf, taskOf } from './task-ends.ts'
import { expect, test } from './test.ts'

/** An engine in a machine of its own cannot reach a registry that stands beside it. */
const IN_A_MACHINE = 'its loopback is not ours'

/** The long work on images, each task followed to its end. */
export function testImageWork(): void {
  test('what is saved and loaded again is the same image', async ({ peer, world }) => {
    const name = await makeImage(world, 'saved')
    const id = await idOf(world, name)
    await inFolder(async (folder) => {
      const path = join(folder, 'saved.tar')
      const wish = { connection: peer.connection, references: [name], file: peer.chosen.add(path) }
      const saved = await endOf(peer, await peer.images.beginSave(wish, aCall()))
      expect(saved.state).toMatchObject({ kind: 'done', result: { kind: 'saved', path } })
      await world.docker('rmi', '--force', name)
      const file = peer.chosen.add(path, 'source')
      const load = await peer.images.beginLoad({ connection: peer.connection, file }, aCall())
      const loaded = await endOf(peer, load)
      expect(loaded.state).toMatchObject({ kind: 'done', result: { kind: 'loaded' } })
      expect(loaded.progress.done).toBeGreaterThan(LAYER_BYTES)
    })
    expect(await idOf(world, name)).toBe(id)
  })

  test('a file that is no archive loads nothing, in the engine’s words', async ({ peer }) => {
    await inFolder(async (folder) => {
      const path = join(folder, 'none.tar')
      writeFileSync(path, 'hello, this is no archive'.repeat(100))
      const file = peer.chosen.add(path, 'source')
      const load = await peer.images.beginLoad({ connection: peer.connection, file }, aCall())
      expect((await endOf(peer, load)).state).toMatchObject({
        kind: 'failed',
        error: { message: expect.stringContaining('Cannot load image "none.tar"') },
      })
    })
  })

  test('a dropped file whose window goes away is interrupted, and no image is there', async ({
    peer,
    world,
  }) => {
    const name = await makeImage(world, 'dropped')
    await inFolder(async (folder) => {
      const path = join(folder, 'dropped.tar')
      await world.docker('save', '--output', path, name)
      await world.docker('rmi', '--force', name)
      const bytes = readFileSync(path)
      const pipe = createFakePipe<never>()
      const drop = { connection: peer.connection, name: 'dropped.tar', size: bytes.length }
      const over = peer.images.loadDropped(drop, pipe.end)
      pipe.end.stream.push(bytes.subarray(0, bytes.length / 2))
      await expect.poll(() => newest(peer).progress.done).toBeGreaterThan(0)
      pipe.closeView()
      await over
    })
    expect(newest(peer)).toMatchObject({
      canRetry: false,
      state: { kind: 'interrupted', error: { message: expect.stringMatching(/window/) } },
    })
    expect(await world.docker('images', '--quiet', name)).toBe('')
  })

  test('an exported container is imported as an image', async ({ peer, world }) => {
    await world.create('box')
    await inFolder(async (folder) => {
      const path = join(folder, 'box.tar')
      await world.docker('export', '--output', path, world.name('box'))
      const file = peer.chosen.add(path, 'source')
      const reference = `${world.prefix}-import:1`
      const wish = { connection: peer.connection, file, reference }
      const imported = await endOf(peer, await peer.images.beginImport(wish, aCall()))
      expect(imported.state).toMatchObject({ kind: 'done', result: { images: [reference] } })
      expect(await world.docker('run', '--rm', reference, 'ls', '/bin/busybox')).toBe(
        '/bin/busybox',
      )
    })
  })

  test('an image is copied to another engine and back, and one of them that goes away interrupts it', async ({
    peer,
    world,
  }) => {
    const name = await makeImage(world, 'copied')
    const sum = ['run', '--rm', name, 'md5sum', '/random']
    const content = await world.docker(...sum)
    await beside(peer, async ({ other, copy }) => {
      const there = await endOf(peer, await copy(name, 'there'))
      expect(there.state).toMatchObject({ kind: 'done', result: { kind: 'copied', to: 'there' } })
      expect(there.progress.done).toBeGreaterThan(LAYER_BYTES)
      expect(await other.docker(...sum)).toBe(content)
      await world.docker('rmi', '--force', name)
      expect((await endOf(peer, await copy(name, 'here'))).state.kind).toBe('done')
      expect(await world.docker(...sum)).toBe(content)

      await other.docker('rmi', '--force', name)
      other.freeze()
      const cancelled = await copy(name, 'there')
      await hasMoved(peer, cancelled)
      peer.tasks.cancel(cancelled)
      expect((await endOf(peer, cancelled)).state).toEqual({ kind: 'cancelled' })
      const interrupted = await copy(name, 'there')
      await hasMoved(peer, interrupted)
      const killed = other.kill()
      // What started it hangs with it.
      other.thaw()
      await killed
      expect(await endOf(peer, interrupted)).toMatchObject({
        state: { kind: 'interrupted' },
        canRetry: true,
      })
      await other.start()
      expect(await other.docker('images', '--quiet', name)).toBe('')
      peer.tasks.retry(interrupted, () => true)
      expect((await endOf(peer, interrupted)).state.kind).toBe('done')
    })
  })

  test('what is pushed is pulled again by layers, the same by its digest', async ({
    peer,
    world,
  }) => {
    test.skip(isInMachine(peer), IN_A_MACHINE)
    await withRegistry(peer, async (registry) => {
      const name = registry.name(`${world.prefix}/app:1`)
      await world.docker('tag', await makeImage(world, 'pushed'), name)
      const id = await idOf(world, name)
      const push = await peer.images.beginPush(
        { connection: peer.connection, reference: name },
        aCall(),
      )
      const pushed = await endOf(peer, push)
      expect(pushed.state).toMatchObject({
        kind: 'done',
        result: { kind: 'pushed', digest: expect.stringMatching(/^sha256:/) },
      })
      await removeAll(world, name, 'pushed')
      const pulled = await endOf(peer, await pull(peer, name))
      expect(pulled.state).toMatchObject({ kind: 'done', result: { kind: 'pulled' } })
      expect(pulled.parts.length).toBeGreaterThan(0)
      expect(pulled.parts.filter(({ isDone }) => !isDone)).toEqual([])
      expect(await idOf(world, name)).toBe(id)
      await world.docker('rmi', '--force', name)
    })
  })

  test('a pull that is cancelled ends on the engine; one whose registry goes away can be retried', async ({
    peer,
    world,
  }) => {
    test.skip(isInMachine(peer), IN_A_MACHINE)
    await withRegistry(peer, async (registry) => {
      const name = registry.name(`${world.prefix}/app:1`)
      await world.docker('tag', await makeImage(world, 'pushed'), name)
      await world.docker('push', name)
      await removeAll(world, name, 'pushed')
      await registry.tell('slow')

      const first = await pull(peer, name)
      await hasMoved(peer, first)
      peer.tasks.cancel(first)
      expect((await endOf(peer, first)).state).toEqual({ kind: 'cancelled' })
      await expect.poll(() => registry.tell('open')).toBe('0')

      const second = await pull(peer, name)
      await hasMoved(peer, second)
      await registry.tell('break')
      const interrupted = await endOf(peer, second)
      expect(interrupted).toMatchObject({ state: { kind: 'interrupted' }, canRetry: true })
      await registry.tell('mend')
      await registry.tell('fast')
      await peer.taskHandlers.retry({ connection: peer.connection, id: second }, aCall())
      expect((await endOf(peer, second)).state.kind).toBe('done')
      await world.docker('rmi', '--force', name)
    })
  })
}

/** What no compression makes smaller, and takes a slow registry some seconds. */
const LAYER_BYTES = 4_000_000

/** An image of a test's own, with a layer that no other has. */
async function makeImage(world: World, short: string): Promise<string> {
  const [name, box] = [`${world.prefix}-${short}:1`, world.name(`${short}-box`)]
  const fill = `head -c ${LAYER_BYTES} /dev/urandom > /random`
  await world.docker('run', '--name', box, 'busybox:local', 'sh', '-c', fill)
  await world.docker('commit', box, name)
  await world.docker('rm', box)
  return name
}

/** With both names goes the layer. */
async function removeAll(world: World, name: string, short: string): Promise<void> {
  await world.docker('rmi', '--force', name, `${world.prefix}-${short}:1`)
}

function idOf(world: World, name: string): Promise<string> {
  return world.docker('image', 'inspect', '--format', '{{.Id}}', name)
}

function pull({ images, connection }: Peer, image: string): Promise<string> {
  return images.beginPull({ connection, image }, aCall())
}

function newest({ tasks }: Peer): Task {
  const [task] = tasks.list()
  if (!task) throw new Error('There is no task')
  return task
}

async function hasMoved(peer: Peer, id: string): Promise<void> {
  await expect.poll(() => taskOf(peer, id).progress.done).toBeGreaterThan(0)
}

function isInMachine({ slowdown }: Peer): boolean {
  return slowdown > 1
}

async function withRegistry(
  peer: Peer,
  use: (registry: OpenRegistry) => Promise<void>,
): Promise<void> {
  const registry = await openRegistry(peer.private)
  await use(registry).finally(() => registry.close())
}

interface Beside {
  readonly other: PrivateEngine
  /** Begins to copy an image from one engine to the other. */
  readonly copy: (image: string, to: 'there' | 'here') => Promise<string>
}

/** Gives it another engine, a Docker 20.10, that images are copied to and from. */
async function beside(peer: Peer, use: (beside: Beside) => Promise<void>): Promise<void> {
  const other = await startPrivateEngine({ name: 'other', images: ['busybox:local'] })
  const engines = createEngines({
    environment: {
      host: undefined,
      context: undefined,
      configFolder: await contextsOf(peer.private, other),
      tlsVerify: undefined,
    },
  })
  const [tasks, chosen] = [peer.tasks, peer.chosen]
  const { beginCopy } = imageHandlers({ engines, tasks, chosen })
  const copy = (image: string, to: 'there' | 'here') => {
    const from = `context:${to === 'there' ? 'here' : 'there'}`
    return beginCopy({ connection: `context:${to}`, from, references: [image] }, aCall())
  }
  try {
    await use({ other, copy })
  } finally {
    await engines.close()
    await other.stop()
  }
}

/** The folder of a docker CLI that knows both, by these names. */
async function contextsOf(here: PrivateEngine, there: PrivateEngine): Promise<string> {
  const folder = join(there.folder, 'both')
  for (const [Name, Host] of Object.entries({ here: here.appHost, there: there.appHost })) {
    const meta = join(folder, 'contexts', 'meta', Name)
    mkdirSync(meta, { recursive: true })
    const context = { Name, Endpoints: { docker: { Host } } }
    writeFileSync(join(meta, 'meta.json'), JSON.stringify(context))
  }
  return folder
}

/** Gives it a folder of our own disk, which is gone afterwards. */
async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pilothouse-images-'))
  await use(folder).finally(() => rmSync(folder, { recursive: true }))
}
