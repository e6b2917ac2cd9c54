import { expect, test } from 'vitest'
import { createUseMeter } from './use-meter.ts'

test('idleness counts from the end of the last use, and not while one goes on', () => {
  let clock = 0
  const meter = createUseMeter(() => clock)
  clock = 5
  expect(meter.idleMs()).toBe(5)
  const [endFirst, endSecond] = [meter.begin(), meter.begin()]
  clock = 10
  endFirst()
  expect(meter.idleMs()).toBe(0)
  clock = 20
  endSecond()
  clock = 23
  endSecond()
  endFirst()
  expect(meter.idleMs()).toBe(3)
})
