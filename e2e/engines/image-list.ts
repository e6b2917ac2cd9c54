import type { ImageTarget } from '#shared/contract/images.ts'
import { aCall } from '../../electron/features/fake-world.ts'
import type { World } from '../world.ts'
import type { Peer } from './peer.ts'
import { endOf, resultOf, taskOf } from './task-ends.ts'
import { expect, test } from './test.ts'

const OWN_BYTES = 2_000_000

/** What the list of images shows besides what the engine lists, and how images go. */
export function testImageList(): void {
  test('what images share is told, and what each is for', async ({ peer, world }) => {
    const name = await commitWithFile(peer, world, 'own')
    const { id, sizeBytes, tags, origin } = await find(peer, name)
    expect(tags).toHaveLength(1)
    const isTold = !peer.isPodman && !peer.title.includes('containerd')
    expect(origin).toBe(isTold ? 'local' : 'untold')
    const shared = await peer.images.sharedSizes({ connection: peer.connection }, aCall())
    const bytes = shared.find((size) => size.id === id)?.bytes ?? -1
    // The base of it is an image of its own.
    expect(bytes).toBeGreaterThan(1_000_000)
    expect(sizeBytes - bytes).toBeGreaterThanOrEqual(OWN_BYTES)
    const platform = await peer.images.platform(peer.ref(id), aCall())
    expect(platform).toMatch(/^linux\/(amd64|arm64)(\/v\d)?$/)
    const missing = peer.images.platform(peer.ref(`${world.prefix}-none:1`), aCall())
    await expect(missing).rejects.toMatchObject({ code: 'not-found' })
  })

  test('an image that is removed by force leaves a running container alone, or says what becomes of it', async ({
    peer,
    world,
  }) => {
    const name = await commitWithFile(peer, world, 'used')
    const id = await world.run('user', { image: name, command: ['sleep', '1000'] })
    const kept = peer.images.remove({ ...peer.ref(name), force: false }, aCall())
    await expect(kept).rejects.toThrow(`container "${world.name('user')}" uses it`)
    if (peer.isPodman) {
      // Nobody was shown that container, which would go with it.
      const unseen = peer.images.remove({ ...peer.ref(name), force: true, users: [] }, aCall())
      await expect(unseen).rejects.toThrow(`container "${world.name('user')}" uses it since`)
    }
    const outcome = await peer.images
      .remove({ ...peer.ref(name), force: true, users: [id] }, aCall())
      .catch((cause: unknown) => cause)
    const containers = await peer.containers.list({ connection: peer.connection }, aCall())
    const isThere = containers.some((container) => container.id === id)
    if (!peer.isPodman) {
      expect(outcome).toMatchObject({ untagged: [expect.stringContaining(name)], deleted: [] })
      expect(isThere).toBe(true)
    } else if (isThere) {
      // Podman 5 removes no container that runs.
      expect(String(outcome)).toContain(`container "${world.name('user')}" uses it`)
    } else {
      // Podman 4 removes them all: the window says so before.
      expect(outcome).toMatchObject({ untagged: [expect.stringContaining(name)] })
    }
  })

  test('of many images those go that nothing needs, whichever is asked for first, and the rest say why', async ({
    peer,
    world,
  }) => {
    const name = (short: string) => `${world.prefix}-${short}:1`
    const commit = (box: string, short: string) =>
      world.docker('commit', '--change', `LABEL of=${name(short)}`, world.name(box), name(short))
    await world.create('base')
    await commit('base', 'parent')
    await world.create('between', { image: name('parent') })
    await commit('between', 'child')
    await world.docker('rm', world.name('between'))
    await world.docker('tag', name('child'), name('again'))
    await commit('base', 'used')
    await world.create('user', { image: name('used') })
    await commit('base', 'moved')
    const nameless = await world.docker('commit', '--change', 'LABEL of=none', world.name('base'))
    const named = await targetsOf(peer, ['parent', 'child', 'again', 'used', 'moved'].map(name))
    const targets = [...named, { reference: nameless, imageId: nameless, force: false }]
    // By somebody else, after the list was read.
    await world.docker('tag', 'busybox:local', name('moved'))
    await world.docker('tag', nameless, name('precious'))
    const result = await resultOf(peer, await begin(peer, targets))
    expect(result).toMatchObject({ kind: 'removed', removedCount: 3, keptCount: 3 })
    const kept = result.kind === 'removed' ? result.kept : []
    expect(kept.map((one) => `${one.name}: ${one.error.message}`).toSorted()).toEqual([
      expect.stringContaining(`${name('precious')}" since it was listed`),
      expect.stringContaining('the name leads to another image by now'),
      expect.stringContaining(`container "${world.name('user')}" uses it`),
    ])
    expect(kept.find((one) => one.name.includes('-used'))?.error.engineMessage).toBeTruthy()
    const left = await peer.images.list({ connection: peer.connection }, aCall())
    const ours = left.flatMap(({ tags }) => tags).filter((tag) => tag.includes(world.prefix))
    // Podman writes a registry before them.
    expect(ours.map((tag) => tag.slice(tag.indexOf(world.prefix))).toSorted()).toEqual([
      name('moved'),
      name('precious'),
      name('used'),
    ])
    const ids = new Set(left.map(({ id }) => id))
    const goneIds = targets.slice(0, 3).map(({ imageId }) => imageId)
    expect(goneIds.filter((id) => ids.has(id))).toEqual([])
  })

  test('a removal of many that is cancelled ends after the one that goes, and says how many went', async ({
    peer,
    world,
  }) => {
    const names = Array.from({ length: 12 }, (_, at) => `${world.prefix}-cancel:${at}`)
    for (const name of names) await world.docker('tag', 'busybox:local', name)
    const id = await begin(peer, await targetsOf(peer, names))
    const stop = peer.tasks.onChange(() => {
      if (taskOf(peer, id).progress.done === 3) peer.tasks.cancel(id)
    })
    const { state, progress, note, canRetry } = await endOf(peer, id)
    stop()
    expect(state.kind).toBe('cancelled')
    expect(canRetry).toBe(false)
    expect(progress.done).toBeLessThan(names.length)
    const left = await peer.images.list({ connection: peer.connection }, aCall())
    const ours = left.flatMap(({ tags }) => tags).filter((tag) => tag.includes(world.prefix))
    expect(ours).toHaveLength(names.length - progress.done)
    expect(note).toBe(
      `${progress.done} of ${names.length} names had been removed by then, and stay removed`,
    )
  })
}

function begin({ images, connection }: Peer, targets: readonly ImageTarget[]): Promise<string> {
  return images.beginRemoval({ connection, targets: [...targets] }, aCall())
}

/** What the window sends of images that it lists by these names. */
async function targetsOf(peer: Peer, names: readonly string[]): Promise<readonly ImageTarget[]> {
  const images = await peer.images.list({ connection: peer.connection }, aCall())
  return names.map((name) => {
    const found = images.flatMap(({ id, tags }) =>
      tags.filter((tag) => tag.endsWith(name)).map((reference) => ({ reference, imageId: id })),
    )
    const [target] = found
    if (!target) throw new Error(`There is no image ${name}`)
    return { ...target, force: false }
  })
}

/** An image of a test's own, with so much in it that no other one has. */
async function commitWithFile(peer: Peer, world: World, short: string): Promise<string> {
  const command = ['sh', '-c', `head -c ${OWN_BYTES} /dev/urandom > /own; exec sleep 1000`]
  await world.run(short, { command })
  const size = () => world.docker('exec', world.name(short), 'sh', '-c', 'wc -c < /own')
  await expect.poll(size, { timeout: 20_000 * peer.slowdown }).toContain(String(OWN_BYTES))
  const name = `${world.prefix}-${short}:1`
  await world.docker('commit', world.name(short), name)
  return name
}

async function find(peer: Peer, name: string) {
  const images = await peer.images.list({ connection: peer.connection }, aCall())
  const found = images.find(({ tags }) => tags.some((tag) => tag.endsWith(name)))
  if (!found) throw new Error(`There is no image ${name}`)
  return found
}
