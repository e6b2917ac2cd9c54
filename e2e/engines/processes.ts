import { aCall } from '../../electron/features/fake-world.ts'
import type { ProcessSignal } from '#shared/contract/processes.ts'
import type { World } from '../world.ts'
import type { Peer } from './peer.ts'
import { expect, test } from './test.ts'

/** Two that only their commands tell apart, and a child of each of two shells. */
const FAMILY = [
  'sleep 1001 & sleep 1002 &',
  "sh -c 'sleep 1003; :' &",
  'trap "echo got-hup" HUP; while :; do wait; done',
].join(' ')

/** What runs in a container, and signals to one of it. */
export function testProcesses(): void {
  test('the processes of a container are listed, with the main one marked', async ({
    peer,
    world,
  }) => {
    const id = await world.run('box', { command: ['sh', '-c', FAMILY] })
    await expect.poll(() => commands(peer, id)).toContain('sleep 1003')
    const { titles, pidAt, commandAt, processes } = await list(peer, id)
    expect(titles[pidAt]).toBe('PID')
    expect(titles[commandAt]).toBe('COMMAND')
    expect(titles).toEqual(expect.arrayContaining(['PPID', 'USER', '%CPU', 'TIME']))
    expect(processes.filter(({ isMain }) => isMain)).toMatchObject([
      { command: expect.stringContaining('sleep 1001 &') },
    ])
  })

  test('one process is ended by a signal, and only that one', async ({ peer, world }) => {
    const id = await world.run('box', { command: ['sh', '-c', FAMILY] })
    await expect.poll(() => commands(peer, id)).toContain('sleep 1003')
    await send(peer, id, 'sleep 1002', 'TERM')
    await expect.poll(() => programs(world)).not.toContain('sleep 1002')
    await send(peer, id, 'sleep 1003', 'KILL')
    await expect.poll(() => programs(world)).toEqual(['sleep 1001'])
    expect(await programs(world)).toEqual(['sleep 1001'])
    // Nothing of ours is left, and nothing is still running in there.
    await expect
      .poll(() => commands(peer, id))
      .not.toContainEqual(expect.stringMatching(/pilothouse/))
  })

  test('the main process minds a signal, in an image without a shell too', async ({
    peer,
    world,
  }) => {
    const id = await world.run('box', { command: ['sh', '-c', FAMILY] })
    await expect.poll(() => commands(peer, id)).toContain('sleep 1003')
    const main = (await list(peer, id)).processes.find(({ isMain }) => isMain)
    await signal(peer, id, main, 'HUP')
    await expect.poll(() => world.docker('logs', id)).toContain('got-hup')

    const bare = await world.run('bare', { image: 'shell-less:local', command: [] })
    const [only] = (await list(peer, bare)).processes
    await signal(peer, bare, only, 'KILL')
    await expect.poll(() => world.inspect('bare', '{{.State.Running}}')).toBe('false')
  })

  test('a process that has ended, or was never there, is sent nothing', async ({ peer, world }) => {
    const id = await world.run('box', { command: ['sh', '-c', FAMILY] })
    await expect.poll(() => commands(peer, id)).toContain('sleep 1002')
    const { processes } = await list(peer, id)
    const one = processes.find(({ command }) => command === 'sleep 1002')
    const other = { pid: one?.pid ?? '', command: 'nginx' }
    await expect(signal(peer, id, other, 'KILL')).rejects.toThrow('has another command line now')
    await send(peer, id, 'sleep 1002', 'KILL')
    await expect.poll(() => programs(world)).not.toContain('sleep 1002')
    await expect(signal(peer, id, one, 'KILL')).rejects.toThrow(/has ended/)
  })

  test('of nine alike the one that was meant gets the signal, or none does', async ({
    peer,
    world,
  }) => {
    const twins = 'for n in 1 2 3 4 5 6 7 8 9; do sleep 1001 & done; sleep 1002 & wait'
    const id = await world.run('box', { command: ['sh', '-c', twins] })
    const alive = async () =>
      (await list(peer, id)).processes
        .filter(({ command }) => command === 'sleep 1001')
        .map(({ pid }) => pid)
    await expect.poll(alive).toHaveLength(9)
    let left = await alive()
    for (const pid of left) {
      const sent = await signal(peer, id, { pid, command: 'sleep 1001' }, 'KILL').then(
        () => true,
        (cause: unknown) => {
          expect(String(cause)).toContain('cannot be told from')
          return false
        },
      )
      if (sent) left = left.filter((other) => other !== pid)
      await expect.poll(alive).toEqual(left)
    }
  })

  test('a container that is paused or stopped says so', async ({ peer, world }) => {
    const id = await world.run('box', { command: ['sleep', '1000'] })
    await world.docker('pause', id)
    await expect(list(peer, id)).rejects.toThrow('it is paused')
    await world.docker('unpause', id)
    await world.docker('kill', id)
    await expect(list(peer, id)).rejects.toThrow('it is not running')
  })
}

const list = (peer: Peer, id: string) => peer.processes.list(peer.ref(id), aCall())

async function commands(peer: Peer, id: string): Promise<readonly string[]> {
  return (await list(peer, id)).processes.map(({ command }) => command)
}

function signal(
  peer: Peer,
  id: string,
  process: { readonly pid: string; readonly command: string } | undefined,
  name: ProcessSignal,
): Promise<void> {
  if (!process) throw new Error('No such process')
  const { pid, command } = process
  return peer.processes.signal({ ...peer.ref(id), pid, command, signal: name }, aCall())
}

async function send(peer: Peer, id: string, command: string, name: ProcessSignal): Promise<void> {
  const { processes } = await list(peer, id)
  await signal(
    peer,
    id,
    processes.find((process) => process.command === command),
    name,
  )
}

/** The sleepers that run in `box`, as somebody inside sees them. */
async function programs(world: World): Promise<readonly string[]> {
  const listing = await world.docker('exec', world.name('box'), 'ps', '-o', 'args')
  return listing
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('sleep '))
    .toSorted()
}
