import type { EngineEvent } from '#shared/contract/activity.ts'
import type { World } from '../world.ts'
import { mindsTerm } from './minds-term.ts'
import type { Peer } from './peer.ts'
import { expect, test } from './test.ts'

/** A clock of the engine's and ours are the same, and a test has happened within so long. */
const RECENT_MS = 60_000

/** The events that our lists need, in the one language that the window knows. */
export function testEvents(): void {
  test('the life of a container is told, event by event', async ({ peer, world }) => {
    const events = await listen(peer, world)
    const id = await world.run('box')
    await mindsTerm(world, 'box')
    await world.docker('pause', id)
    await world.docker('unpause', id)
    await world.docker('rename', id, world.name('chest'))
    await world.docker('stop', '--time', '10', id)
    await world.docker('rm', id)
    const told = await events.until((event) => event.id === id && event.action === 'destroy')
    const own = told.filter((event) => event.type === 'container' && event.id === id)
    const actions = own.map(({ action }) => action)
    const expected = ['create', 'start', 'pause', 'unpause', 'rename', 'die', 'destroy']
    expect(actions.filter((action) => expected.includes(action))).toEqual(expected)
    const times = own.map(({ time }) => time)
    expect(times.every((time) => Math.abs(Date.now() - time) < RECENT_MS * peer.slowdown)).toBe(
      true,
    )
    expect(own.find(({ action }) => action === 'die')?.attributes['exitCode']).toBe('0')
    expect(own.every(({ attributes }) => attributes['name']?.startsWith(world.prefix))).toBe(true)
  })

  test('a container that fails, and one that is killed, tell how they ended', async ({
    peer,
    world,
  }) => {
    const events = await listen(peer, world)
    const failing = await world.run('bad', { command: ['sh', '-c', 'exit 3'] })
    const killed = await world.run('dead', { command: ['sleep', '1000'] })
    await world.docker('kill', killed)
    const exitCode = async (id: string) => {
      const told = await events.until((event) => event.id === id && event.action === 'die')
      return told.find((event) => event.id === id && event.action === 'die')?.attributes['exitCode']
    }
    expect(await exitCode(failing)).toBe('3')
    expect(await exitCode(killed)).toBe('137')
  })

  test('what runs beside a container, such as its health check, is no news', async ({
    peer,
    world,
  }) => {
    const events = await listen(peer, world)
    const id = await world.run('box')
    await world.docker('exec', id, 'true')
    await world.docker('pause', id)
    await world.docker('unpause', id)
    const told = await events.until((event) => event.id === id && event.action === 'unpause')
    expect(told.filter(({ action }) => action.startsWith('exec'))).toEqual([])
    expect(told.filter((event) => event.id === id && event.action === 'die')).toEqual([])
  })

  test('volumes come and go', async ({ peer, world }) => {
    const events = await listen(peer, world)
    const name = world.name('data')
    await world.docker('volume', 'create', name)
    await world.docker('volume', 'rm', name)
    const told = await events.until(({ id, action }) => id === name && action === 'destroy')
    const own = told.filter(({ type, id }) => type === 'volume' && id === name)
    expect(own.map(({ action }) => action)).toEqual(['create', 'destroy'])
  })

  test('images take names and lose them', async ({ peer, world }) => {
    const events = await listen(peer, world)
    await world.docker('tag', 'busybox:local', `${world.prefix}:1`)
    await events.until(({ type, action }) => type === 'image' && action === 'tag')
    await world.docker('image', 'rm', `${world.prefix}:1`)
    const told = await events.until(({ type, action }) => type === 'image' && action === 'untag')
    const actions = told.filter(({ type }) => type === 'image').map(({ action }) => action)
    expect(actions).toEqual(expect.arrayContaining(['tag', 'untag']))
  })

  test('networks come and go', async ({ peer, world }) => {
    const events = await listen(peer, world)
    const id = await world.docker('network', 'create', world.name('net'))
    // Podman 4.3 tells nothing of networks, and the app reads their list over and over instead.
    await events.until((event) => event.id === id && event.action === 'create')
    await world.docker('network', 'rm', id)
    const told = await events.until((event) => event.id === id && event.action === 'destroy')
    const own = told.filter((event) => event.type === 'network' && event.id === id)
    expect(own.map(({ action }) => action)).toEqual(['create', 'destroy'])
  })
}

/** Listens from now on. */
async function listen(peer: Peer, world: World) {
  const heard: EngineEvent[] = []
  peer.engine.supervisor.onEvent((event) => {
    if (event.kind === 'event') heard.push(event)
  })
  // The stream is known to run once something of ours has come through it.
  const probe = world.name('probe')
  await expect
    .poll(async () => {
      await world.docker('volume', 'create', probe)
      await world.docker('volume', 'rm', probe)
      return heard.length
    })
    .toBeGreaterThan(0)
  const others = () => heard.filter(({ id }) => id !== probe)
  return {
    /** All that was told, once one of it is what the caller waits for. */
    async until(last: (event: EngineEvent) => boolean): Promise<readonly EngineEvent[]> {
      await expect.poll(() => others().some(last)).toBe(true)
      return others()
    },
  }
}
