import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createPauseTurns } from './pause-turns.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Whether it has been given its turn by now. */
function watch(turn: Promise<() => void>) {
  const seen = { given: false }
  void turn.then(() => (seen.given = true))
  return seen
}

const settle = () => vi.advanceTimersByTimeAsync(0)

test('a pause waits until every start in its container is over', async () => {
  const turns = createPauseTurns()
  const [first, second] = await Promise.all([turns.start('a'), turns.start('a')])
  const pause = watch(turns.pause('a'))
  first()
  await settle()
  expect(pause.given).toBe(false)
  second()
  await settle()
  expect(pause.given).toBe(true)
})

test('a start waits until the pause of its container is over', async () => {
  const turns = createPauseTurns()
  const paused = await turns.pause('a')
  const start = watch(turns.start('a'))
  await settle()
  expect(start.given).toBe(false)
  paused()
  await settle()
  expect(start.given).toBe(true)
})

test('another container is not waited for', async () => {
  const turns = createPauseTurns()
  await turns.start('a')
  const pause = watch(turns.pause('b'))
  await settle()
  expect(pause.given).toBe(true)
})

test('a start that hangs holds a pause up for 5 seconds at most', async () => {
  const turns = createPauseTurns()
  await turns.start('a')
  const pause = watch(turns.pause('a'))
  await vi.advanceTimersByTimeAsync(4900)
  expect(pause.given).toBe(false)
  await vi.advanceTimersByTimeAsync(100)
  expect(pause.given).toBe(true)
})
