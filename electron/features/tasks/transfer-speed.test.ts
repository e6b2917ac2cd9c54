import { expect, test } from 'vitest'
import { createTransferSpeed } from './transfer-speed.ts'

const MB = 1_000_000

test('of less than a second there is no speed', () => {
  const speed = createTransferSpeed()
  speed.add({ done: 0 }, 0)
  speed.add({ done: 5 * MB }, 900)
  expect(speed.at({ done: 5 * MB, total: 10 * MB }, 900)).toBeUndefined()
})

test('what is left takes as long as it does at the speed of now', () => {
  const speed = createTransferSpeed()
  speed.add({ done: 0 }, 0)
  speed.add({ done: 4 * MB }, 2000)
  expect(speed.at({ done: 4 * MB, total: 10 * MB }, 2000)).toEqual({
    perSecond: 2 * MB,
    leftMs: 3000,
  })
})

test('without an end there is a speed, and no time left', () => {
  const speed = createTransferSpeed()
  speed.add({ done: 0 }, 0)
  expect(speed.at({ done: 3 * MB }, 3000)).toEqual({ perSecond: MB })
})

test('a fast beginning is forgotten after some seconds', () => {
  const speed = createTransferSpeed()
  for (let second = 0; second <= 20; second += 1) {
    speed.add({ done: Math.min(second, 2) * 50 * MB + second * MB }, second * 1000)
  }
  expect(speed.at({ done: 120 * MB, total: 130 * MB }, 20_000)).toEqual({
    perSecond: MB,
    leftMs: 10_000,
  })
})

test('what stands still says so, and no time left', () => {
  const speed = createTransferSpeed()
  speed.add({ done: 0 }, 0)
  speed.add({ done: MB }, 1000)
  expect(speed.at({ done: MB, total: 2 * MB }, 20_000)).toEqual({ perSecond: 0 })
})

test('what is all there has no time left', () => {
  const speed = createTransferSpeed()
  speed.add({ done: 0 }, 0)
  expect(speed.at({ done: MB, total: MB }, 2000)).not.toHaveProperty('leftMs')
})

test('what begins anew is measured anew', () => {
  const speed = createTransferSpeed()
  speed.add({ done: 50 * MB }, 0)
  speed.add({ done: 0 }, 1000)
  expect(speed.at({ done: 4 * MB }, 3000)).toEqual({ perSecond: 2 * MB })
})
