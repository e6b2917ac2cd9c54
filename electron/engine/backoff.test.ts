import { expect, test } from 'vitest'
import { createBackoff } from './backoff.ts'

const noJitter = () => 0

test('waits double from a quarter second to two', () => {
  const backoff = createBackoff(noJitter)
  expect([1, 2, 3, 4, 5].map(() => backoff.next(0))).toEqual([250, 500, 1000, 2000, 2000])
})

test('an answer makes the next wait short again', () => {
  const backoff = createBackoff(noJitter)
  backoff.next(0)
  backoff.next(0)
  backoff.reset()
  expect(backoff.next(0)).toBe(250)
})

test('the time that an attempt took counts as waiting', () => {
  const backoff = createBackoff(noJitter)
  const nextAfter = (took: number, now: number) => {
    backoff.attempted(now)
    return backoff.next(now + took)
  }
  expect([nextAfter(100, 0), nextAfter(2000, 1000)]).toEqual([150, 0])
  backoff.reset()
  expect(backoff.next(60_000)).toBe(250)
})

test('jitter only shortens, by a fifth at most', () => {
  expect(createBackoff(() => 1).next(0)).toBe(200)
})

test('however often others ask, it stays at one attempt a second over ten seconds', () => {
  const backoff = createBackoff(noJitter)
  const attempts: number[] = []
  for (let now = 0; now < 60_000; now += 50) {
    // A socket that flaps: somebody wants to try all the time.
    backoff.reset()
    if (!backoff.hasRoom(now)) continue
    backoff.attempted(now)
    attempts.push(now)
  }
  const inWindow = (from: number) => attempts.filter((at) => at >= from && at < from + 10_000)
  expect(Math.max(...attempts.map((at) => inWindow(at).length))).toBe(10)
})

test('an exhausted cap makes the wait as long as it must be', () => {
  const backoff = createBackoff(noJitter)
  for (let now = 0; now < 10; now++) backoff.attempted(now)
  expect(backoff.next(10)).toBe(9990)
})
