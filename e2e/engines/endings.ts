import { aCall } from '../../electron/features/fake-world.ts'
import type { World } from '../world.ts'
import type { Peer } from './peer.ts'
import { expect, test } from './test.ts'

/** What engines tell of containers that have ended. */
export function testEndings(): void {
  test('of its own end the last lines are told, and that nobody asked for it', async ({
    peer,
    world,
  }) => {
    const script = 'seq 1 30; sleep 0.1; echo err >&2; exit 3'
    const id = await ended(world, 'own', { command: ['sh', '-c', script] })
    const { events, lastLines } = await peer.containers.ending(peer.ref(id), aCall())
    expect(events).toEqual({ signals: [], stopped: false, isWhole: !peer.isPodman })
    const seq = Array.from({ length: 19 }, (_, at) => ({ stream: 'stdout', text: `${at + 12}` }))
    expect(lastLines).toEqual([...seq, { stream: 'stderr', text: 'err' }])
  })

  test('a kill is told, with its signal where the engine says it', async ({ peer, world }) => {
    const id = await world.run('killed', { command: ['sleep', '1000'] })
    await world.docker('kill', id)
    await world.docker('wait', id)
    const { events } = await peer.containers.ending(peer.ref(id), aCall())
    const number = peer.isPodman ? {} : { number: 9 }
    expect(events?.signals).toEqual([{ ...number, beforeMs: expect.any(Number) }])
    expect(events?.stopped).toBe(false)
  })

  test('a stop that timed out is told as one', async ({ peer, world }) => {
    const id = await world.run('slow', { command: ['sleep', '1000'] })
    await world.docker('stop', '--time', '1', id)
    const { events } = await peer.containers.ending(peer.ref(id), aCall())
    // Podman tells of no signals of its own, and not always of the stop.
    if (peer.isPodman) return expect(events).toMatchObject({ signals: [], isWhole: false })
    expect(events).toMatchObject({ stopped: true, isWhole: true })
    expect(events?.signals.map(({ number }) => number)).toEqual([15, 9])
    const [asked, killed] = events?.signals ?? []
    const waited = (asked?.beforeMs ?? 0) - (killed?.beforeMs ?? 0)
    expect(waited).toBeGreaterThan(900)
  })

  test('what ran out of memory is told, whichever process it was', async ({ peer, world }) => {
    const flags = ['--memory', '16m']
    const eat = 'x=a; while :; do x=$x$x; done'
    const main = await ended(world, 'main', { flags, command: ['sh', '-c', eat] })
    const script = `sh -c '${eat}'; exit 3`
    const child = await ended(world, 'child', { flags, command: ['sh', '-c', script] })
    const [own, other] = await Promise.all([main, child].map((id) => details(peer, id)))
    expect(own).toMatchObject({ exitCode: 137, memoryLimit: 16 * 1024 * 1024 })
    expect(other).toMatchObject({ exitCode: 3, memoryLimit: 16 * 1024 * 1024 })
    const isTold = !peer.title.startsWith('Podman 4')
    expect([own?.oomKilled, other?.oomKilled]).toEqual([isTold, isTold])
    const { events } = await peer.containers.ending(peer.ref(child), aCall())
    expect(events?.oomBeforeMs !== undefined).toBe(!peer.isPodman)
  })

  test('a start that was refused is told in our words', async ({ peer, world }) => {
    const id = await world.create('broken', { command: ['nope'] })
    await world.docker('start', id).catch(() => {})
    const ending = await peer.containers.ending(peer.ref(id), aCall())
    expect(ending.events).toBeUndefined()
    // Podman 4 forgets why.
    if (peer.title.startsWith('Podman 4')) return expect(ending.refusal).toBeUndefined()
    expect(ending.refusal?.reason).toBe('its image has no program "nope" that can be run')
  })

  test('a log that the engine does not keep is absent', async ({ peer, world }) => {
    const flags = ['--log-driver', 'none']
    const id = await ended(world, 'mute', { flags, command: ['echo', 'x'] })
    const ending = await peer.containers.ending(peer.ref(id), aCall())
    expect(ending.lastLines).toBeUndefined()
    expect(ending.events).toBeDefined()
  })

  test('the lines of a terminal are told without what coloured them', async ({ peer, world }) => {
    const command = ['sh', '-c', String.raw`printf '\033[32mgr\303\274n\033[0m\n'`]
    const id = await ended(world, 'coloured', { flags: ['--tty'], command })
    const { lastLines } = await peer.containers.ending(peer.ref(id), aCall())
    expect(lastLines).toEqual([{ stream: 'stdout', text: 'grün' }])
  })

  test('the last health check is told after the end', async ({ peer, world }) => {
    test.skip(peer.isPodman, 'Podman has its checks run by systemd, which there is none of here')
    const check = ['--health-cmd', 'echo ill; exit 4', '--health-interval', '1s']
    const flags = [...check, '--health-retries', '1']
    const id = await world.run('ill', { flags, command: ['sleep', '1000'] })
    const status = () => world.inspect('ill', '{{.State.Health.Status}}')
    await expect.poll(status).toBe('unhealthy')
    await world.docker('kill', id)
    await world.docker('wait', id)
    const { health } = await peer.containers.ending(peer.ref(id), aCall())
    expect(health).toMatchObject({ failing: true, exitCode: 4, output: 'ill' })
    expect(health?.streak).toBeGreaterThan(0)
  })

  test('of a container that runs no end is told', async ({ peer, world }) => {
    const id = await world.run('box')
    expect(await peer.containers.ending(peer.ref(id), aCall())).toEqual({})
  })
}

type RunOptions = Parameters<World['run']>[1]

async function ended(world: World, name: string, options: RunOptions): Promise<string> {
  const id = await world.run(name, options)
  await world.docker('wait', id)
  return id
}

function details(peer: Peer, id: string) {
  return peer.containers.inspect(peer.ref(id), aCall())
}
