import { afterEach, expect, test } from 'vitest'
import { respond } from '../../engine/fake-engine.ts'
import { aCall, PODMAN, startFakeWorld, type FakeWorld, type Routes } from '../fake-world.ts'
import { processHandlers } from './handlers.ts'

const RUNNING = { State: { Running: true, Paused: false, Pid: 40 }, HostConfig: { PidMode: '' } }
const TABLE = {
  Titles: ['PID', 'USER', 'COMMAND'],
  Processes: [['40', 'root', 'sh'], ['41', 'root', 'sleep 1'], null, ['oops', '', ''], ['42']],
}

let world: FakeWorld
afterEach(() => world.close())

async function start(routes: Routes) {
  world = await startFakeWorld(routes)
  return { ...processHandlers(world.engines), ref: { connection: world.connection, id: 'a' } }
}

test('rows have their number and command; what is no process is left out', async () => {
  const { list, ref } = await start({ '/a/json': RUNNING, '/a/top': TABLE })
  expect(await list(ref, aCall())).toEqual({
    titles: TABLE.Titles,
    pidAt: 0,
    commandAt: 2,
    processes: [
      { pid: '40', command: 'sh', isMain: true, cells: ['40', 'root', 'sh'] },
      { pid: '41', command: 'sleep 1', isMain: false, cells: ['41', 'root', 'sleep 1'] },
      { pid: '42', command: '', isMain: false, cells: ['42', '', ''] },
    ],
  })
})

test('an engine that knows fewer columns is asked for its own', async () => {
  const no = respond(500, '{"message":"ps: bad -o argument"}')
  const { list, ref } = await start({ '/a/json': RUNNING, 'ps_args=': no, '/a/top': TABLE })
  expect((await list(ref, aCall())).processes).toHaveLength(3)
})

test.each([
  [{ Running: false }, 'it is not running'],
  [{ Running: true, Paused: true }, 'it is paused'],
  [{ Running: true, Paused: false, Restarting: true }, 'it is restarting'],
])('a container that is %j has no list, and says why', async (State, reason) => {
  const { list, ref } = await start({ '/a/json': { State } })
  await expect(list(ref, aCall())).rejects.toMatchObject({
    code: 'conflict',
    message: `Cannot list the processes of container "a": ${reason}`,
  })
})

test('an engine that says null has no table, and says so in words', async () => {
  const { list, ref } = await start({
    '/a/json': RUNNING,
    '/a/top': { Titles: null, Processes: null },
  })
  await expect(list(ref, aCall())).rejects.toMatchObject({ hint: expect.stringContaining('"ps"') })
})

test("the main process gets its signal from the engine, whatever the container's image has", async () => {
  const { signal, ref } = await start({
    '/a/json': RUNNING,
    '/a/kill?signal=HUP ': respond(204, ''),
  })
  await signal({ ...ref, pid: '40', command: 'sh', signal: 'HUP' }, aCall())
  expect(world.requests().at(-1)).toBe('POST /containers/a/kill?signal=HUP HTTP/1.1')
})

test("on Podman, whose numbers are the container's own, the main process is number 1", async () => {
  const { list, ref } = await start({
    ...PODMAN,
    '/a/json': RUNNING,
    '/a/top': { ...TABLE, Processes: [['1', 'root', 'sh']] },
  })
  const { processes } = await list(ref, aCall())
  expect(processes).toMatchObject([{ pid: '1', isMain: true }])
  expect(world.requests().at(-1)).toContain('ps_args=pid%2C')
})

test("others are sent none where the container's processes are not its own", async () => {
  const shared = { ...RUNNING, HostConfig: { PidMode: 'host' } }
  const { signal, ref } = await start({ '/a/json': shared })
  await expect(
    signal({ ...ref, pid: '41', command: 'sleep 1', signal: 'KILL' }, aCall()),
  ).rejects.toMatchObject({
    message:
      'Cannot send KILL to process 41 of container "a": the container shares its processes with others',
  })
  expect(world.requests().every((request) => !request.startsWith('POST'))).toBe(true)
})
