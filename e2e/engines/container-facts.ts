import { aCall } from '../../electron/features/fake-world.ts'
import type { Peer } from './peer.ts'
import { expect, test } from './test.ts'

/** What the columns of the list tell of one container alone. */
export function testContainerFacts(): void {
  test('restarts by the policy are counted', async ({ peer, world }) => {
    const flags = ['--restart', 'on-failure:2']
    const id = await world.run('box', { flags, command: ['sh', '-c', 'exit 1'] })
    await expect
      .poll(() => peer.containers.restarts(peer.ref(id), aCall()), { timeout: 20_000 })
      .toBe(2)
    const calm = peer.ref(await world.create('calm'))
    expect(await peer.containers.restarts(calm, aCall())).toBe(0)
  })

  test('the platform is told, and the size of what was written', async ({ peer, world }) => {
    const command = ['sh', '-c', 'head -c 3000000 /dev/zero > /big; exec sleep 1000']
    const ref = peer.ref(await world.run('box', { command }))
    expect(await peer.containers.platform(ref, aCall())).toMatch(/^linux\/(amd64|arm64)(\/v\d)?$/)
    const written = async () => (await peer.containers.size(ref, aCall())).writtenBytes
    await expect.poll(written).toBeGreaterThanOrEqual(3_000_000)
    const { writtenBytes, totalBytes } = await peer.containers.size(ref, aCall())
    expect(writtenBytes).toBeLessThan(4_000_000)
    if (peer.isPodman) expect(totalBytes).toBeUndefined()
    else expect(totalBytes).toBeGreaterThan(writtenBytes)
  })

  test('those that share the network of a container are named', async ({ peer, world }) => {
    const id = await world.run('box')
    await world.create('alone', { flags: ['--network', 'none'] })
    expect(await sharers(peer, id)).toEqual([])
    await world.create('by-id', { flags: ['--network', `container:${id}`] })
    await world.run('by-name', { flags: ['--network', `container:${world.name('box')}`] })
    const names = [world.name('by-id'), world.name('by-name')]
    expect(await sharers(peer, id)).toEqual(names)
    // Podman removes no container whose network another one shares.
    await world.docker('rm', '--force', ...names)
  })
}

async function sharers(peer: Peer, id: string): Promise<readonly string[]> {
  const found = await peer.containers.sharers(peer.ref(id), aCall())
  return found.map(({ name }) => name).toSorted()
}
