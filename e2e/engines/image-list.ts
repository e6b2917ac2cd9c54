import { aCall } from '../../electron/features/fake-world.ts'
import type { World } from '../world.ts'
import type { Peer } from './peer.ts'
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
    const outcome = await peer.images
      .remove({ ...peer.ref(name), force: true }, aCall())
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
