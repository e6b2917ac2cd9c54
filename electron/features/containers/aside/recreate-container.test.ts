import { afterEach, expect, test } from 'vitest'
import type { RecreateProgress } from '#shared/contract/recreating.ts'
import { aCall, createFakeSink, type FakeWorld } from '../../fake-world.ts'
import { fault, idOf, MADE, startFakeContainers, type Refusals } from './fake-containers.fixture.ts'

let world: FakeWorld | undefined
afterEach(() => world?.close())

/** Has a stopped or running "web" made anew; answers with how the engine is then. */
async function recreate(running: boolean, refusals: Refusals = {}, keptMs?: number) {
  const started = await startFakeContainers({ a: { running, restart: 'always' } }, refusals, keptMs)
  world = started.world
  const { containers, boxes, ref } = started
  const { sink, values } = createFakeSink<RecreateProgress>()
  const { spec } = await containers.spec(ref('a'), aCall())
  const problem = await containers.recreate({ ...ref('a'), spec }, sink).then(
    () => undefined,
    (error: Error) => error,
  )
  return { problem, boxes, kinds: values.map(({ kind }) => kind) }
}

const AS_BEFORE = { name: 'web', running: true, restart: 'always' }
const cannotStart = () => fault(500, 'no such program')

test('what cannot start makes way for the old one, and is removed', async () => {
  const { problem, boxes } = await recreate(true, { [`${MADE}/start`]: cannotStart })
  expect(problem?.message).toMatch(
    /^Cannot recreate container "web": no such program\. The old one was put back as it was$/,
  )
  expect([...boxes]).toEqual([[idOf('a'), AS_BEFORE]])
})

test('one that its engine is just removing is waited for', async () => {
  let looks = 0
  const { problem, boxes } = await recreate(true, {
    [`${MADE}/start`]: cannotStart,
    [`DELETE /containers/${MADE}`]: () =>
      fault(409, `removal of container ${MADE} is already in progress`),
    [`GET /containers/${MADE}/json`]: (all) => {
      // The first is before the removal.
      if (++looks > 2) all.delete(MADE)
      return undefined
    },
  })
  expect(problem?.message).toMatch(/The old one was put back as it was$/)
  expect([...boxes]).toEqual([[idOf('a'), AS_BEFORE]])
})

test('one that cannot be removed lies in the trash, and the old one is back all the same', async () => {
  const { problem, boxes } = await recreate(true, {
    [`${MADE}/start`]: cannotStart,
    [`DELETE /containers/${MADE}`]: () => fault(500, 'driver failed to remove root filesystem'),
  })
  expect(problem).toMatchObject({
    message: expect.stringMatching(
      /The old one was put back as it was, but the new one could not be removed: driver failed/,
    ),
    hint: expect.stringContaining('in the trash'),
  })
  expect(boxes.get(idOf('a'))).toEqual(AS_BEFORE)
  expect(boxes.get(MADE)).toMatchObject({
    name: expect.stringMatching(/^web\.pilothouse-removed\..*\.0e000000$/),
    running: false,
  })
})

test.each([
  ['renamed', { name: 'shop' }],
  ['stopped, or ended,', { running: false }],
  ['put into the trash', { name: 'web.pilothouse-removed.running.always.t68n40.ffffffff' }],
])('one that was %s while the new one was made stays so', async (what, change) => {
  const { problem, boxes, kinds } = await recreate(true, {
    [`GET /containers/${idOf('a')}/json`]: (all) => {
      const old = all.get(idOf('a'))
      if (old && all.has(MADE)) Object.assign(old, change)
      return undefined
    },
  })
  expect(problem?.message).toBe(`Cannot recreate container "web": it was ${what} meanwhile`)
  expect([...boxes]).toEqual([[idOf('a'), { ...AS_BEFORE, ...change }]])
  expect(kinds).toEqual(['creating'])
})

test('one that is replaced is in the trash under its name', async () => {
  const { problem, boxes } = await recreate(false)
  expect(problem).toBeUndefined()
  expect(boxes.get(MADE)?.name).toBe('web')
  expect(boxes.get(idOf('a'))?.name).toMatch(/^web\.pilothouse-replaced\.stopped\.always\./)
})

test('it goes by itself when its time is over', async () => {
  const { boxes } = await recreate(false, {}, 100)
  expect(boxes.has(idOf('a'))).toBe(true)
  await expect.poll(() => [...boxes.keys()], { timeout: 5000 }).toEqual([MADE])
})
