import type { RecreateProgress } from '#shared/contract/recreating.ts'
import type { RunSpec } from '#shared/run-spec/run-spec.ts'
import { aCall, createFakeSink } from '../../electron/features/fake-world.ts'
import type { World } from '../world.ts'
import { mindsTerm } from './minds-term.ts'
import type { Peer } from './peer.ts'
import { holdings } from './recreate.ts'
import { expect, test } from './test.ts'

/** Containers that are made anew, and that come back where that fails; see recreate-rollback.spec.ts. */
export function testRecreating(): void {
  test('a container is made anew with its volumes and names, and can be had back', async ({
    peer,
    world,
  }) => {
    const id = await setUp(world)
    const done = await recreate(peer, id, { env: [{ name: 'MODE', value: 'new' }] })
    const look = ['exec', world.name('web'), 'sh', '-c', 'echo $MODE; cat /cache/f'] as const
    expect(await world.docker(...look)).toBe('new\nkept')
    const networks = await world.inspect('web', '{{json .NetworkSettings.Networks}}')
    expect(JSON.parse(networks)[world.name('net')].Aliases).toContain('shop')
    await mindsTerm(world, 'web')
    await peer.containers.restore(peer.ref(id), aCall())
    expect(await world.docker('exec', world.name('web'), 'cat', '/file', '/cache/f')).toBe(
      'kept\nkept',
    )
    const [next] = await peer.containers.list({ ...peer.ref(id), ids: [done.id] }, aCall())
    expect(next?.aside).toMatchObject({ kind: 'removed', willRun: true })
  })

  test('one whose new self does not start is as it was, and nothing is left behind', async ({
    peer,
    world,
  }) => {
    const id = await setUp(world)
    const before = await holdings(peer)
    const started = await world.inspect('web', '{{.Id}}')
    const failed = recreate(peer, id, { cmd: ['/no/such/program'], volumes: ['/cache', '/more'] })
    await expect(failed).rejects.toThrow(/no\/such\/program/)
    await expect.poll(() => holdings(peer)).toEqual(before)
    expect(await world.inspect('web', '{{.Id}}')).toBe(started)
    expect(await world.docker('exec', world.name('web'), 'cat', '/file', '/cache/f')).toBe(
      'kept\nkept',
    )
  })

  test('limits and the restart policy are changed in place', async ({ peer, world }) => {
    const id = await world.run('box', { flags: ['--memory', '64m', '--memory-swap', '128m'] })
    const megabyte = 1024 * 1024
    const limits = {
      memory: 96 * megabyte,
      memorySwap: 192 * megabyte,
      restartPolicy: { name: 'on-failure' as const, maximumRetryCount: 2 },
    }
    const update = peer.containers.update({ ...peer.ref(id), limits }, aCall())
    if (peer.title === 'Podman 4.3') {
      await expect(update).rejects.toThrow('this Podman cannot change it in place')
      return
    }
    // A kernel that does not count swap says so.
    for (const warning of await update) expect(warning).toMatch(/swap/i)
    const { spec } = await peer.containers.spec(peer.ref(id), aCall())
    expect(spec).toMatchObject({
      memory: limits.memory,
      restartPolicy: limits.restartPolicy,
    })
    expect(await world.inspect('box', '{{.State.Running}}')).toBe('true')
  })
}

async function setUp(world: World): Promise<string> {
  await world.docker('network', 'create', world.name('net'))
  const flags = ['--network', world.name('net'), '--network-alias', 'shop', '--volume', '/cache']
  const id = await world.run('web', { flags })
  await mindsTerm(world, 'web')
  await world.docker('exec', id, 'sh', '-c', 'echo kept >/file; echo kept >/cache/f')
  return id
}

async function recreate(peer: Peer, id: string, change: Partial<RunSpec>) {
  const { sink, values } = createFakeSink<RecreateProgress>()
  const { spec } = await peer.containers.spec(peer.ref(id), aCall())
  await peer.containers.recreate({ ...peer.ref(id), spec: { ...spec, ...change } }, sink)
  const last = values.at(-1)
  if (last?.kind !== 'done') throw new Error(`it ended with ${last?.kind}`)
  return last
}
