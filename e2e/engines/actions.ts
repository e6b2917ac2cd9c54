import { aCall } from '../../electron/features/fake-world.ts'
import { mindsTerm } from './minds-term.ts'
import type { Peer } from './peer.ts'
import { expect, test } from './test.ts'

/** The exit code of a program that was killed. */
const KILLED = 137

/** The verbs of containers, each seen in the list that follows it. */
export function testActions(): void {
  test('a container is started, paused, resumed, restarted and stopped', async ({
    peer,
    world,
  }) => {
    const ref = peer.ref(await world.create('box'))
    await peer.containers.start(ref, aCall())
    expect(await stateOf(peer, ref.id)).toEqual({ kind: 'running' })
    await peer.containers.pause(ref, aCall())
    expect(await stateOf(peer, ref.id)).toEqual({ kind: 'paused' })
    await peer.containers.unpause(ref, aCall())
    expect(await stateOf(peer, ref.id)).toEqual({ kind: 'running' })
    const started = await world.inspect('box', '{{.State.StartedAt}}')
    await mindsTerm(world, 'box')
    await peer.containers.restart(ref, aCall())
    expect(await stateOf(peer, ref.id)).toEqual({ kind: 'running' })
    expect(await world.inspect('box', '{{.State.StartedAt}}')).not.toBe(started)
    await mindsTerm(world, 'box')
    await peer.containers.stop(ref, aCall())
    expect(await stateOf(peer, ref.id)).toEqual({ kind: 'exited', exitCode: 0 })
  })

  test('what is done already is a success: the engine’s 304', async ({ peer, world }) => {
    const ref = peer.ref(await world.run('box'))
    await peer.containers.start(ref, aCall())
    expect(await stateOf(peer, ref.id)).toEqual({ kind: 'running' })
    await mindsTerm(world, 'box')
    await peer.containers.stop(ref, aCall())
    await peer.containers.stop(ref, aCall())
    expect(await stateOf(peer, ref.id)).toMatchObject({ kind: 'exited' })
  })

  test('a container is killed, and is sent a signal that it minds', async ({ peer, world }) => {
    const ref = peer.ref(await world.run('box', { command: ['sleep', '1000'] }))
    await peer.containers.kill(ref, aCall())
    await expect.poll(() => stateOf(peer, ref.id)).toEqual({ kind: 'exited', exitCode: KILLED })
    const polite = peer.ref(await world.run('polite'))
    await mindsTerm(world, 'polite')
    await peer.containers.kill({ ...polite, signal: 'TERM' }, aCall())
    await expect.poll(() => stateOf(peer, polite.id)).toEqual({ kind: 'exited', exitCode: 0 })
  })

  test('a container is renamed', async ({ peer, world }) => {
    const ref = peer.ref(await world.run('box'))
    await peer.containers.rename({ ...ref, name: world.name('chest') }, aCall())
    expect((await listed(peer, ref.id))?.name).toBe(world.name('chest'))
  })

  test('a stopped container is removed with its anonymous volumes', async ({ peer, world }) => {
    const ref = peer.ref(await world.create('box', { flags: ['--volume', '/cache'] }))
    const anonymous = async () =>
      (await peer.volumes.list({ connection: peer.connection }, aCall())).filter(
        (volume) => volume.anonymous,
      )
    expect(await anonymous()).toHaveLength(1)
    await peer.containers.remove({ ...ref, force: false, volumes: true }, aCall())
    expect(await listed(peer, ref.id)).toBeUndefined()
    expect(await anonymous()).toEqual([])
  })

  test('a running container is removed by force, at once and not after its time to stop', async ({
    peer,
    world,
  }) => {
    // As process 1 it ignores the signal to stop, for which engines wait as long as it is given.
    const box = { flags: ['--stop-timeout', '1000'], command: ['sleep', '1000'] }
    const ref = peer.ref(await world.run('box', box))
    const before = performance.now()
    await peer.containers.remove({ ...ref, force: true, volumes: true }, aCall())
    expect(performance.now() - before).toBeLessThan(5000 * peer.slowdown)
    expect(await listed(peer, ref.id)).toBeUndefined()
  })

  test('a paused container is removed by force', async ({ peer, world }) => {
    const ref = peer.ref(await world.run('box', { command: ['sleep', '1000'] }))
    await peer.containers.pause(ref, aCall())
    await peer.containers.remove({ ...ref, force: true, volumes: true }, aCall())
    expect(await listed(peer, ref.id)).toBeUndefined()
  })

  test('a container is connected to a network with an alias and an address, and taken off it', async ({
    peer,
    world,
  }) => {
    const ref = peer.ref(await world.run('box', { command: ['sleep', '1000'] }))
    const network = world.name('net')
    const id = await world.docker('network', 'create', '--subnet', '10.214.9.0/24', network)
    const membership = { ...peer.ref(id), container: ref.id }
    await peer.networks.connect({ ...membership, aliases: ['db'], ip: '10.214.9.7' }, aCall())
    const endpoint = async () =>
      (await peer.containers.inspect(ref, aCall())).endpoints.find(({ name }) => name === network)
    await expect.poll(endpoint).toMatchObject({ ip: '10.214.9.7', networkId: id })
    expect((await endpoint())?.aliases).toContain('db')
    await peer.networks.disconnect(membership, aCall())
    await expect.poll(endpoint).toBeUndefined()
  })

  test('a container is committed to an image, running as it goes on', async ({ peer, world }) => {
    const ref = peer.ref(await world.run('box', { command: ['sleep', '1000'] }))
    await world.docker('exec', world.name('box'), 'touch', '/written')
    const image = { repository: world.prefix, tag: 'kept', comment: 'as it runs', pause: true }
    const id = await peer.containers.commit({ ...ref, ...image }, aCall())
    expect(await stateOf(peer, ref.id)).toEqual({ kind: 'running' })
    const made = await peer.images.inspect(peer.ref(`${world.prefix}:kept`), aCall())
    expect(made).toContain(id.replace('sha256:', ''))
    await world.docker(
      'run',
      '--name',
      world.name('second'),
      `${world.prefix}:kept`,
      'ls',
      '/written',
    )
  })

  test('an image, a volume and a network that nobody uses are removed', async ({ peer, world }) => {
    await world.docker('tag', 'busybox:local', `${world.prefix}:1`)
    const image = peer.ref(`${world.prefix}:1`)
    const { untagged } = await peer.images.remove({ ...image, force: false }, aCall())
    expect(untagged).toEqual([expect.stringContaining(world.prefix)])

    const name = world.name('data')
    await world.docker('volume', 'create', name)
    await peer.volumes.remove(peer.ref(name), aCall())
    const volumes = await peer.volumes.list({ connection: peer.connection }, aCall())
    expect(volumes.filter((volume) => volume.name === name)).toEqual([])

    const id = await world.docker('network', 'create', world.name('net'))
    await peer.networks.remove(peer.ref(id), aCall())
    const networks = await peer.networks.list({ connection: peer.connection }, aCall())
    expect(networks.filter((network) => network.id === id)).toEqual([])
  })
}

async function listed(peer: Peer, id: string) {
  const [container] = await peer.containers.list({ ...peer.ref(id), ids: [id] }, aCall())
  return container
}

async function stateOf(peer: Peer, id: string) {
  return (await listed(peer, id))?.state
}
