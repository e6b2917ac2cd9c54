import { bareId } from '#shared/object-id.ts'
import type { DiskCategory, DiskReport, DiskTarget, UnusedObject } from '#shared/contract/disk.ts'
import { runCommand } from '../../scripts/setup/run-command.mjs'
import { aCall } from '../../electron/features/fake-world.ts'
import type { World } from '../world.ts'
import type { Peer } from './peer.ts'
import { endOf, resultOf, taskOf } from './task-ends.ts'
import { expect, test } from './test.ts'

/** A machine of its own may have another clock. */
const HOUR_MS = 3_600_000

/** Of each kind. */
const COUNT = 12

/** What takes space on an engine, and what of it goes. */
export function testDisk(): void {
  test('of a zoo of sixty objects, just what the preview lists is removed', async ({
    peer,
    world,
  }) => {
    const zoo = await makeZoo(peer, world)
    const { unused, buildCache } = await peer.disk.report({ connection: peer.connection }, aCall())
    const ours = (category: DiskCategory) =>
      unused[category].filter(
        ({ id, name }) => zoo.all.has(bareId(id)) || name.startsWith(world.prefix),
      )
    const idsOf = (category: DiskCategory) => sorted(ours(category).map(({ id }) => bareId(id)))
    expect(idsOf('stopped-containers')).toEqual(sorted(zoo.stopped))
    expect(idsOf('dangling-images')).toEqual(sorted(zoo.dangling))
    expect(idsOf('unused-images')).toEqual(sorted(zoo.unusedImages))
    expect(idsOf('anonymous-volumes')).toEqual(sorted(zoo.anonymous))
    expect(idsOf('named-volumes')).toEqual(sorted(zoo.named))
    expect(idsOf('unused-networks')).toEqual(sorted(zoo.networks))
    const caches = unused['build-cache']
    expect(caches.length > 0).toBe(!peer.isPodman)
    expect(zoo.all.size + caches.length).toBeGreaterThanOrEqual(60)
    expect(buildCache.filter(({ inUse }) => !inUse).map(({ id }) => id)).toEqual(
      caches.map(({ id }) => id),
    )
    for (const { name, type, bytes = -1, usedAt = 0 } of buildCache) {
      expect([name, type]).not.toContain('')
      expect(bytes).toBeGreaterThanOrEqual(0)
      expect(usedAt).toBeGreaterThan(Date.now() - HOUR_MS)
    }

    const before = await everything(world)
    const targets: DiskTarget[] = [
      ...(Object.keys(unused) as DiskCategory[]).flatMap(ours),
      ...caches,
    ].map(targetOf)
    const done = await cleanUp(peer, targets)
    expect(done.kept).toEqual([])
    expect(done.removedCount).toBe(targets.length)
    // Only the build cache has anything in it.
    expect(done.freedBytes).toBeGreaterThanOrEqual(peer.isPodman ? 0 : 1)
    const after = await everything(world)
    const gone = before.filter((one) => !after.includes(one))
    const listed = targets.flatMap(({ kind, id }) => (kind === 'build-cache' ? [] : [bareId(id)]))
    expect(sorted(gone)).toEqual(sorted(listed))
    expect(after.filter((one) => !before.includes(one))).toEqual([])
    const left: DiskReport = await peer.disk.report({ connection: peer.connection }, aCall())
    expect(left.unused['build-cache']).toEqual([])
  })

  test('what has come into use since it was listed stays, and says so', async ({ peer, world }) => {
    const volume = world.name('data')
    await world.docker('volume', 'create', volume)
    const id = await world.create('box')
    await world.docker('start', id)
    await world.run('user', { flags: ['--volume', `${volume}:/data`] })
    const done = await cleanUp(peer, [
      { kind: 'container', id },
      { kind: 'volume', id: volume },
      { kind: 'volume', id: world.name('gone') },
    ])
    // One of them was gone already.
    expect(done).toMatchObject({ removedCount: 1, keptCount: 2 })
    expect(done.kept).toMatchObject([
      {
        name: `container ${world.name('box')}`,
        error: { message: expect.stringContaining('runs now') },
      },
      { name: `volume ${volume}`, error: { message: expect.stringContaining('come to use it') } },
    ])
    expect(peer.tasks.list()[0]).toMatchObject({
      canRetry: false,
      progress: { done: 3, total: 3 },
      parts: [{ id: `container ${world.name('box')}` }, { isDone: true }, { words: 'Removed' }],
    })
    expect(await world.inspect('box', '{{.State.Running}}')).toBe('true')
  })

  test('an image that was given a name after it was listed loses the listed ones alone, and stays', async ({
    peer,
    world,
  }) => {
    const name = (short: string) => `${world.prefix}-${short}:1`
    const box = await world.create('box')
    const commit = (...names: string[]) =>
      world.docker('commit', '--change', `LABEL n=${names.length}`, box, ...names)
    await commit(name('old'))
    await world.docker('tag', name('old'), name('again'))
    const dangling = await commit()
    await world.docker('rm', box)
    const { unused } = await peer.disk.report({ connection: peer.connection }, aCall())
    const named = unused['unused-images'].filter((one) => one.name.includes(world.prefix))
    const nameless = unused['dangling-images'].filter(({ id }) => bareId(id) === bareId(dangling))
    expect(named.map(({ names }) => names?.length)).toEqual([2])
    expect(nameless).toHaveLength(1)
    // By somebody else, after the list was read.
    await world.docker('tag', name('old'), name('precious'))
    await world.docker('tag', dangling, name('kept'))
    const done = await cleanUp(peer, [...named, ...nameless].map(targetOf))
    expect(done).toMatchObject({ removedCount: 0, keptCount: 2 })
    for (const short of ['kept', 'precious']) {
      const message = expect.stringContaining(`${name(short)}" since`)
      expect(done.kept).toContainEqual(
        expect.objectContaining({ error: expect.objectContaining({ message }) }),
      )
    }
    const left = await peer.images.list({ connection: peer.connection }, aCall())
    const ours = left.flatMap(({ tags }) => tags).filter((tag) => tag.includes(world.prefix))
    expect(ours.map((tag) => tag.slice(tag.indexOf(world.prefix))).toSorted()).toEqual([
      name('kept'),
      name('precious'),
    ])
  })

  test('a clean-up takes images that are built on each other, and leaves one in use all of its names', async ({
    peer,
    world,
  }) => {
    const name = (short: string) => `${world.prefix}-${short}:1`
    const box = await world.create('box')
    await world.docker('commit', '--change', 'LABEL of=parent', box, name('parent'))
    await world.create('between', { image: name('parent') })
    await world.docker('commit', world.name('between'), name('child'))
    await world.docker('rm', world.name('between'))
    await world.docker('commit', '--change', 'LABEL of=used', box, name('used'))
    await world.docker('tag', name('used'), name('also'))
    const { unused } = await peer.disk.report({ connection: peer.connection }, aCall())
    const ours = unused['unused-images'].filter((one) => one.name.includes(world.prefix))
    expect(ours).toHaveLength(3)
    // The parent is asked for first.
    const targets = ours.toSorted((a, b) => b.name.localeCompare(a.name)).map(targetOf)
    // By somebody else, after the list was read.
    await world.create('user', { image: name('used') })
    const done = await cleanUp(peer, targets)
    expect(done).toMatchObject({ removedCount: 2, keptCount: 1 })
    const left = await peer.images.list({ connection: peer.connection }, aCall())
    const tags = left.flatMap((image) => image.tags).filter((tag) => tag.includes(world.prefix))
    expect(tags.map((tag) => tag.slice(tag.indexOf(world.prefix))).toSorted()).toEqual([
      name('also'),
      name('used'),
    ])
  })

  test('a clean-up that is cancelled ends after the object that goes, and says which went', async ({
    peer,
    world,
  }) => {
    const volumes = Array.from({ length: COUNT }, (_, index) => world.name(`cancel-${index}`))
    for (const volume of volumes) await world.docker('volume', 'create', volume)
    const targets = volumes.map((id) => ({ kind: 'volume' as const, id }))
    const id = await peer.disk.beginCleanUp({ connection: peer.connection, targets }, aCall())
    const stop = peer.tasks.onChange(() => {
      if (taskOf(peer, id).progress.done === 3) peer.tasks.cancel(id)
    })
    const { state, parts, progress, note } = await endOf(peer, id)
    stop()
    expect(state.kind).toBe('cancelled')
    expect(note).toBe(
      `${progress.done} of ${COUNT} objects had been removed by then, and stay removed`,
    )
    const gone = parts.filter(({ words }) => words === 'Removed').map((part) => part.id)
    expect(gone.length).toBe(progress.done)
    expect(gone.length).toBeLessThan(COUNT)
    const left = new Set((await world.docker('volume', 'ls', '--quiet')).split('\n'))
    const missing = volumes.filter((volume) => !left.has(volume))
    expect(sorted(gone)).toEqual(sorted(missing.map((volume) => `volume ${volume}`)))
  })
}

interface Zoo {
  readonly all: ReadonlySet<string>
  readonly stopped: readonly string[]
  readonly dangling: readonly string[]
  readonly unusedImages: readonly string[]
  readonly anonymous: readonly string[]
  readonly named: readonly string[]
  readonly networks: readonly string[]
}

async function makeZoo(peer: Peer, world: World): Promise<Zoo> {
  const each = <Made>(make: (index: number) => Promise<Made>) =>
    inTurn(Array.from({ length: COUNT }, (_, index) => () => make(index)))
  const idOf = async (image: string) =>
    bareId(await world.docker('image', 'inspect', '--format', '{{.Id}}', image))
  const stopped = await each((index) => world.create(`old-${index}`))
  const running = [await world.run('busy', { flags: ['--volume', `${world.name('used')}:/data`] })]
  const named = await each((index) =>
    world.docker('volume', 'create', world.name(`volume-${index}`)),
  )
  const anonymous = await each(() => world.docker('volume', 'create'))
  const commit = async (index: number, ...names: string[]) =>
    bareId(await world.docker('commit', '--change', `LABEL n=${index}`, ...names))
  const unusedImages = await each(async (index) => {
    await commit(index, stopped[0] ?? '', `${world.prefix}-image:${index}`)
    return idOf(`${world.prefix}-image:${index}`)
  })
  // One of them has two names.
  await world.docker('tag', `${world.prefix}-image:0`, `${world.prefix}-image:again`)
  const dangling = await each((index) => commit(index + COUNT, stopped[0] ?? ''))
  const used = await commit(99, stopped[0] ?? '', `${world.prefix}-used:1`)
  running.push(await world.run('of-image', { image: `${world.prefix}-used:1` }))
  if (!peer.isPodman) await buildCaches(peer, world)
  const { networks, onNetworks } = await makeNetworks(world)
  stopped.push(...onNetworks)
  // Built, named and used by none: the builds leave one.
  const built = peer.isPodman ? [] : [await idOf(`${world.prefix}-built:1`)]
  const unused = [...unusedImages, ...built]
  const all = new Set([...stopped, ...running, ...named, ...anonymous, ...unused, ...dangling])
  for (const id of [used, ...networks]) all.add(id)
  return { all, stopped, dangling, unusedImages: unused, anonymous, named, networks }
}

/** Three that nothing is on, and three with a container that runs, has ended, or has never run. */
async function makeNetworks(world: World) {
  const make = (short: string) => world.docker('network', 'create', world.name(short))
  const idOf = (short: string) =>
    world.docker('network', 'inspect', '--format', '{{.Id}}', world.name(short))
  const on = (short: string) => ({ flags: ['--network', world.name(short)] })
  const free = ['net-a', 'net-b', 'net-c']
  const used = ['net-of-running', 'net-of-ended', 'net-of-new']
  await inTurn([...free, ...used].map((short) => () => make(short)))
  await world.run('on-running', on('net-of-running'))
  const ended = await world.run('on-ended', { ...on('net-of-ended'), command: ['true'] })
  await world.docker('wait', ended)
  const onNetworks = [ended, await world.create('on-new', on('net-of-new'))]
  return { networks: await inTurn(free.map((short) => () => idOf(short))), onNetworks }
}

/** A chain of entries, each built on the one before it. */
async function buildCaches(peer: Peer, world: World): Promise<void> {
  const steps = Array.from({ length: COUNT }, (_, index) => `RUN echo ${index} > /${index}`)
  const dockerfile = ['FROM busybox:local', ...steps].join('\n')
  await runCommand('docker', ['build', '--tag', `${world.prefix}-built:1`, '-'], {
    env: { ...peer.private.env, DOCKER_BUILDKIT: '1' },
    input: dockerfile,
  })
}

/** What the window sends of what it lists. */
function targetOf({ kind, id, names }: UnusedObject): DiskTarget {
  return { kind, id, ...(names && { names: [...names] }) }
}

async function cleanUp(peer: Peer, targets: readonly DiskTarget[]) {
  const wish = { connection: peer.connection, targets: [...targets] }
  const result = await resultOf(peer, await peer.disk.beginCleanUp(wish, aCall()))
  if (result.kind !== 'cleaned') throw new Error(`It is no clean-up, but ${result.kind}`)
  return result
}

/** The ids of all containers, images and networks, and the names of all volumes, that are there. */
async function everything(world: World): Promise<readonly string[]> {
  const lists = [
    await world.docker('ps', '--all', '--quiet', '--no-trunc'),
    await world.docker('image', 'ls', '--quiet', '--no-trunc'),
    await world.docker('volume', 'ls', '--quiet'),
    await world.docker('network', 'ls', '--quiet', '--no-trunc'),
  ]
  return [...new Set(lists.flatMap((list) => list.split('\n').filter(Boolean).map(bareId)))]
}

async function inTurn<Made>(makes: readonly (() => Promise<Made>)[]): Promise<Made[]> {
  const made: Made[] = []
  for (const make of makes) made.push(await make())
  return made
}

function sorted(texts: readonly string[]): readonly string[] {
  return texts.toSorted()
}
