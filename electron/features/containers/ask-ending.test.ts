import type { Socket } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { encodeFrame } from '#shared/frames.ts'
import { chunk, CHUNKED, LAST_CHUNK, respond } from '../../engine/fake-engine.ts'
import { aCall, PODMAN, startFakeWorld, type FakeWorld, type Routes } from '../fake-world.ts'
import { askEnding } from './ask-ending.ts'

const STARTED = '2026-11-28T10:00:00.500Z'
const FINISHED = '2026-11-28T10:02:00.250Z'
const FINISHED_AT = Date.parse(FINISHED)

const STATE = { Status: 'exited', ExitCode: 137, StartedAt: STARTED, FinishedAt: FINISHED }
const INSPECT = { Id: 'a', Name: '/web', State: STATE, Config: {} }

/** Never reached: what is asked for is answered at once. */
const LONG_MS = 60_000

/** What "never" costs a test. */
const SHORT_MS = 1000

let world: FakeWorld
afterEach(() => world.close())

const event = (Action: string, time: number, more = {}) =>
  `${JSON.stringify({ Type: 'container', Action, Actor: { ID: 'a', Attributes: more }, timeNano: time * 1e6 })}\n`

const START = event('start', FINISHED_AT - 1000)
const KILL = event('kill', FINISHED_AT - 10, { signal: '9' })
const DIE = event('die', FINISHED_AT + 20)

const EVENTS = { ' /events?since': respond(200, START + KILL + DIE) }
const LOG = { '/a/logs': respond(200, frames('first\n', 'last\n')) }

async function ask(routes: Routes, deadlineMs = LONG_MS) {
  world = await startFakeWorld({ '/a/json': INSPECT, ...routes })
  const engine = world.engines.get(world.connection)
  return askEnding(engine, 'a', aCall().signal, deadlineMs)
}

test('its last events and lines are asked for, and its last run alone', async () => {
  const ending = await ask({ ...EVENTS, ...LOG })
  expect(ending).toEqual({
    finishedAt: FINISHED_AT,
    events: { signals: [{ number: 9, beforeMs: 30 }], stopped: false, isWhole: true },
    lastLines: [
      { stream: 'stdout', text: 'first' },
      { stream: 'stdout', text: 'last' },
    ],
  })
  const [since, until] = [Date.parse(STARTED), FINISHED_AT + 2000].map((ms) => ms / 1000)
  const query = `since=${Math.floor(since ?? 0)}&until=${Math.ceil(until ?? 0)}`
  expect(world.fake.requests).toContainEqual(expect.stringContaining(`/events?${query}&filters=`))
  expect(world.requests()).toContainEqual(expect.stringContaining('follow=false&tail=20'))
})

test('a container that runs is asked nothing more', async () => {
  const running = { ...INSPECT, State: { Status: 'running', StartedAt: STARTED } }
  expect(await ask({ '/a/json': running, ...EVENTS, ...LOG })).toEqual({})
  expect(world.requests()).toHaveLength(1)
})

test('one that never started has no events to ask for', async () => {
  const State = {
    Status: 'created',
    ExitCode: 127,
    Error: 'exec: "nope": executable file not found in $PATH',
  }
  const ending = await ask({ '/a/json': { ...INSPECT, State }, ...EVENTS, ...LOG })
  expect(ending.events).toBeUndefined()
  expect(ending.refusal).toEqual({
    reason: 'its image has no program "nope" that can be run',
    hint: 'Check the command, or use an image that has it.',
  })
})

test('Podman is asked for the last minute alone, and what it does not tell proves nothing', async () => {
  const ending = await ask({ ...PODMAN, ...EVENTS, ...LOG })
  expect(ending.events?.isWhole).toBe(false)
  const since = Math.floor((FINISHED_AT - 60_000) / 1000)
  expect(world.fake.requests).toContainEqual(expect.stringContaining(`/events?since=${since}&`))
})

test('the last health check is told', async () => {
  const Health = {
    Status: 'unhealthy',
    FailingStreak: 3,
    Log: [
      { ExitCode: 0, Output: 'old' },
      { ExitCode: 1, Output: 'ill\u0007\n', End: FINISHED },
    ],
  }
  const ending = await ask({
    '/a/json': { ...INSPECT, State: { ...STATE, Health } },
    ...EVENTS,
    ...LOG,
  })
  expect(ending.health).toEqual({
    failing: true,
    streak: 3,
    exitCode: 1,
    output: 'ill␇',
    endedAt: FINISHED_AT,
  })
})

const CUT_OFF = [
  { ExitCode: 137, Output: '', End: FINISHED },
  { ExitCode: 137, Output: 'begun', End: FINISHED },
  { ExitCode: -1, Output: 'cannot exec in a stopped state: unknown', End: FINISHED },
]

test('a healthy container that was stopped has not failed its check', async () => {
  const passed = { ExitCode: 0, Output: 'fine', End: FINISHED }
  for (const [FailingStreak, Log] of [
    [0, [passed]],
    ...CUT_OFF.map((cutOff) => [1, [passed, cutOff]] as const),
  ] as const) {
    const Health = { Status: 'unhealthy', FailingStreak, Log }
    const inspect = { '/a/json': { ...INSPECT, State: { ...STATE, Health } } }
    const { health } = await ask({ ...inspect, ...EVENTS, ...LOG })
    expect(health).toMatchObject({ failing: false, exitCode: 0, output: 'fine' })
    await world.close()
  }
})

test('a check that was cut off by the end hides no failure before it, and is none itself', async () => {
  const ill = { ExitCode: 4, Output: 'ill', End: FINISHED }
  for (const cutOff of CUT_OFF) {
    const Health = { Status: 'unhealthy', FailingStreak: 2, Log: [ill, cutOff] }
    const inspect = { '/a/json': { ...INSPECT, State: { ...STATE, Health } } }
    const { health } = await ask({ ...inspect, ...EVENTS, ...LOG })
    expect(health).toMatchObject({ failing: true, streak: 1, exitCode: 4, output: 'ill' })
    await world.close()
  }
})

test('a check that was killed long before the end has failed', async () => {
  const End = new Date(FINISHED_AT - 5000).toISOString()
  const Log = [{ ExitCode: 137, Output: '', End }]
  const Health = { Status: 'unhealthy', FailingStreak: 1, Log }
  const inspect = { '/a/json': { ...INSPECT, State: { ...STATE, Health } } }
  const { health } = await ask({ ...inspect, ...EVENTS, ...LOG })
  expect(health).toMatchObject({ failing: true, streak: 1, exitCode: 137 })
})

test.each([{}, { Status: '', FailingStreak: 0, Log: null }, { Log: [] }, { Log: 'odd' }])(
  'a health check that never ran is none: %j',
  async (Health) => {
    const ending = await ask({
      '/a/json': { ...INSPECT, State: { ...STATE, Health } },
      ...EVENTS,
      ...LOG,
    })
    expect(ending.health).toBeUndefined()
  },
)

const silence = () => {}
const cut = (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"Ty')

test.each<readonly [string, Routes[string]]>([
  ['silent', silence],
  ['cut short', cut],
  ['a refusal', respond(501, '{"message":"no"}')],
  ['not JSON', respond(200, '<html>')],
  ['of odd types', respond(200, '{"Type":"container","Action":5,"Actor":7,"timeNano":"x"}\n')],
  ['of another container', respond(200, DIE.replace('"a"', '"b"'))],
])('past events that are %s are left out', async (_what, answer) => {
  const ending = await ask({ ' /events?since': answer, ...LOG }, SHORT_MS)
  expect(ending.events).toBeUndefined()
  expect(ending.lastLines).toHaveLength(2)
})

test.each<readonly [string, Routes[string]]>([
  ['silent', silence],
  ['cut short', cut],
  ['a refusal', respond(501, '{"message":"configured logging driver does not support reading"}')],
  ['no frames', respond(200, 'hello, world')],
])('a log that is %s is left out', async (_what, answer) => {
  const ending = await ask({ ...EVENTS, '/a/logs': answer }, SHORT_MS)
  expect(ending.lastLines).toBeUndefined()
  expect(ending.events?.signals).toHaveLength(1)
})

test('events that stop coming are as true as they were', async () => {
  const answer = (socket: Socket) =>
    socket.write(Buffer.concat([Buffer.from(CHUNKED), chunk(START + KILL + DIE)]))
  const ending = await ask({ ' /events?since': answer, ...LOG }, SHORT_MS)
  expect(ending.events?.signals).toHaveLength(1)
})

test('the stream is left as soon as no more can be told', async () => {
  let engineSide: Socket | undefined
  const answer = (socket: Socket) => {
    engineSide = socket
    socket.write(Buffer.concat([Buffer.from(CHUNKED), chunk(START + DIE)]))
  }
  const ending = await ask({ ' /events?since': answer, ...LOG })
  expect(ending.events).toMatchObject({ signals: [], isWhole: true })
  await expect.poll(() => engineSide?.destroyed).toBe(true)
})

test('a container that is gone is an error that names it', async () => {
  await expect(
    ask({ '/a/json': respond(404, '{"message":"No such container: a"}') }),
  ).rejects.toThrow('Cannot inspect container "a": the container is no longer there')
})

function frames(...lines: string[]): string {
  return Buffer.concat(lines.map((line) => encodeFrame('stdout', Buffer.from(line)))).toString(
    'latin1',
  )
}

test('a log that comes in pieces is one', async () => {
  const bytes = encodeFrame('stderr', Buffer.from('oh\n'))
  const parts = [Buffer.from(CHUNKED), chunk(bytes.subarray(0, 9)), chunk(bytes.subarray(9))]
  const answer = (socket: Socket) => socket.end(Buffer.concat([...parts, Buffer.from(LAST_CHUNK)]))
  const ending = await ask({ ...EVENTS, '/a/logs': answer })
  expect(ending.lastLines).toEqual([{ stream: 'stderr', text: 'oh' }])
})
