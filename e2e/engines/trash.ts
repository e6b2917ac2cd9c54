import { setTimeout as delay } from 'node:timers/promises'
import { createTrash, containerHandlers } from '../../electron/features/containers/index.ts'
import { aCall } from '../../electron/features/fake-world.ts'
import type { World } from '../world.ts'
import { mindsTerm } from './minds-term.ts'
import type { Peer } from './peer.ts'
import { expect, test } from './test.ts'

/** What a person is given to change their mind, in these tests. */
const KEPT_MS = 1500

/** Containers that are put into the trash, come back, and go for good. */
export function testTrash(): void {
  test('a container in the trash is stopped and renamed, and comes back as it was', async ({
    peer,
    world,
  }) => {
    const flags = ['--restart', 'on-failure:3', '--volume', '/cache']
    const ref = peer.ref(await world.run('box', { flags }))
    await mindsTerm(world, 'box')
    await world.docker(
      'exec',
      world.name('box'),
      'sh',
      '-c',
      'echo kept >/file; echo kept >/cache/f',
    )
    const before = await facts(world, ref.id)

    const until = await peer.containers.trash({ ...ref, volumes: false }, aCall())
    expect(until).toBeGreaterThan(Date.now())
    const aside = await listed(peer, ref.id)
    expect(aside).toMatchObject({
      name: world.name('box'),
      state: { kind: 'exited' },
      aside: { kind: 'removed', willRun: true },
    })
    // Podman 4 cannot change it, and starts nothing by itself that was stopped.
    const { restart } = await facts(world, ref.id)
    expect(restart).toBe(peer.title === 'Podman 4.3' ? before.restart : 'no:0')
    // Its name is free.
    await world.create('box')
    await expect(peer.containers.restore(ref, aCall())).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('is there already'),
    })
    await world.docker('rm', world.name('box'))

    await peer.containers.restore(ref, aCall())
    expect(await facts(world, ref.id)).toEqual(before)
    const read = ['exec', world.name('box'), 'cat', '/file', '/cache/f'] as const
    expect(await world.docker(...read)).toBe('kept\nkept')
    expect((await listed(peer, ref.id))?.aside).toBeUndefined()
  })

  test('a paused, a stopped and a new container come back paused, stopped and new', async ({
    peer,
    world,
  }) => {
    const paused = await world.run('paused', { flags: ['--restart', 'always'] })
    await mindsTerm(world, 'paused')
    await world.docker('pause', paused)
    const stopped = await world.run('stopped', { command: ['true'] })
    await world.docker('wait', stopped)
    const made = await world.create('made')
    for (const id of [paused, stopped, made]) {
      const before = await facts(world, id)
      await peer.containers.trash({ ...peer.ref(id), volumes: false }, aCall())
      await peer.containers.restore(peer.ref(id), aCall())
      expect(await facts(world, id)).toEqual(before)
    }
  })

  test('one that its engine removes when it stops is refused, and runs on', async ({
    peer,
    world,
  }) => {
    const ref = peer.ref(await world.run('box', { flags: ['--rm'] }))
    const trash = peer.containers.trash({ ...ref, volumes: false }, aCall())
    await expect(trash).rejects.toThrow('it was made with "--rm"')
    expect(await listed(peer, ref.id)).toMatchObject({ state: { kind: 'running' } })
  })

  test('when its hour is over it goes for good, with its volumes if that was wished', async ({
    peer,
    world,
  }) => {
    const { trash, containers } = shortTrash(peer)
    const volume = ['--volume', '/cache']
    const [kept, gone] = [
      await world.create('kept', { flags: volume }),
      await world.create('gone', { flags: volume }),
    ]
    const [keptVolume, goneVolume] = [await volumeOf(world, kept), await volumeOf(world, gone)]
    await containers.trash({ ...peer.ref(kept), volumes: false }, aCall())
    await containers.trash({ ...peer.ref(gone), volumes: true }, aCall())
    await trash.tend(peer.engine)
    expect(await listed(peer, gone)).toBeDefined()
    // By itself: nobody asks for it.
    await expect.poll(() => listed(peer, gone), { timeout: 10_000 }).toBeUndefined()
    await expect.poll(() => listed(peer, kept), { timeout: 10_000 }).toBeUndefined()
    const volumes = (await world.docker('volume', 'ls', '--quiet')).split('\n')
    expect(volumes).toContain(keptVolume)
    expect(volumes).not.toContain(goneVolume)
    await world.docker('volume', 'rm', keptVolume)
  })

  test('what another app put aside, or somebody has started since, is left alone', async ({
    peer,
    world,
  }) => {
    // The other app is no more: it would remove its own.
    const [ours, others] = [shortTrash(peer), shortTrash(peer, { mayTend: () => false })]
    const started = await world.create('started')
    const theirs = await world.create('theirs')
    await ours.containers.trash({ ...peer.ref(started), volumes: false }, aCall())
    await world.docker('start', started)
    await others.containers.trash({ ...peer.ref(theirs), volumes: false }, aCall())
    const end = Date.now() + KEPT_MS
    while (Date.now() < end) await delay(end - Date.now())
    await ours.trash.tend(peer.engine)
    expect(await listed(peer, started)).toMatchObject({ aside: { kind: 'removed' } })
    expect(await listed(peer, theirs)).toMatchObject({ aside: { kind: 'removed' } })
    await peer.containers.restore(peer.ref(started), aCall())
    expect(await world.inspect('started', '{{.State.Running}}')).toBe('true')
  })
}

function shortTrash(peer: Peer, options: Parameters<typeof createTrash>[0] = {}) {
  const trash = createTrash({ keptMs: KEPT_MS, ...options })
  const get = () => peer.engine
  return { trash, containers: containerHandlers({ get } as never, trash) }
}

async function volumeOf(world: World, id: string): Promise<string> {
  return world.docker('inspect', '--format', '{{(index .Mounts 0).Name}}', id)
}

async function facts(world: World, id: string) {
  const fields = [
    '{{.Name}}',
    '{{.State.Status}}',
    '{{.HostConfig.RestartPolicy.Name}}:{{.HostConfig.RestartPolicy.MaximumRetryCount}}',
  ]
  const line = await world.docker('inspect', '--format', fields.join(' '), id)
  const [name, status, restart] = line.split(' ')
  return { name, status, restart }
}

async function listed(peer: Peer, id: string) {
  const [container] = await peer.containers.list({ ...peer.ref(id), ids: [id] }, aCall())
  return container
}
