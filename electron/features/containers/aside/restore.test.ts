import { afterEach, expect, test } from 'vitest'
import { parkedName } from '#shared/parking/parked-name.ts'
import { aCall, type FakeWorld } from '../../fake-world.ts'
import { fault, idOf, startFakeContainers, type Refusals } from './fake-containers.fixture.ts'

let world: FakeWorld | undefined
afterEach(() => world?.close())

/** "web" in the trash, where the one that has taken its place is called so. */
async function start(next: string, refusals: Refusals) {
  const name = `web.pilothouse-replaced.running.always.t68n40.0e000000.${idOf('c').slice(0, 12)}`
  const started = await startFakeContainers(
    { a: { name, running: false }, c: { name: next, restart: 'always' } },
    refusals,
  )
  world = started.world
  const restore = () => started.containers.restore(started.ref('a'), aCall())
  return { ...started, restore, before: structuredClone(started.boxes) }
}

test('one that cannot start again leaves its place to the other, and lies in the trash', async () => {
  const { restore, boxes, before } = await start('web', {
    [`${idOf('a')}/start`]: () => fault(500, 'port is already allocated'),
  })
  await expect(restore()).rejects.toThrow(/^Cannot restore container .*: port is already/)
  expect(boxes).toEqual(before)
})

test('the other runs on where it cannot be stopped', async () => {
  const { restore, boxes, before } = await start('shop', {
    [`${idOf('c')}/stop`]: () => fault(500, 'tried to kill container, but did not'),
  })
  await expect(restore()).rejects.toThrow(/^Cannot restore container .*: tried to kill/)
  expect(boxes).toEqual(before)
})

test('one whose name is taken stays in the trash, and is not started by its engine', async () => {
  const name = 'web.pilothouse-removed.running.always.t68n40.0e000000'
  const started = await startFakeContainers({ a: { name, running: false }, d: { name: 'web' } })
  world = started.world
  const { containers, boxes, ref } = started
  await expect(containers.restore(ref('a'), aCall())).rejects.toMatchObject({ code: 'conflict' })
  expect(boxes.get(idOf('a'))).toEqual({ name, running: false, restart: 'no' })
})

const MINUTE_MS = 60_000

test.each([
  ['stays with another app that is just making it anew', 1, 'ffffffff', false],
  ['comes back if that app was at it for too long', 20, 'ffffffff', true],
  ['comes back if it was left half-way by this one', 1, '0e000000', true],
])('one that is aside for another %s', async (_, minutes, owner, comesBack) => {
  const restart = { name: 'no' }
  const time = Date.now() - minutes * MINUTE_MS
  const name = parkedName({ name: 'web', kind: 'replacing', was: 'running', restart, time, owner })
  const started = await startFakeContainers({ a: { name, running: false } })
  world = started.world
  const problem = await started.containers.restore(started.ref('a'), aCall()).then(
    () => '',
    (error: Error) => error.message,
  )
  expect(problem).toMatch(comesBack ? /^$/ : /: another Pilothouse is just making it anew$/)
  expect(started.boxes.get(idOf('a'))?.name).toBe(comesBack ? 'web' : name)
})
