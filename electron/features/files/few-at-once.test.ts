import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { fewAtOnce } from './few-at-once.ts'

const NUMBERS = Array.from({ length: 100 }, (_, at) => at)

test('all are asked, a few at a time, and answer in their order', async () => {
  let [now, most] = [0, 0]
  const answers = await fewAtOnce(NUMBERS, async (number) => {
    now += 1
    most = Math.max(most, now)
    await turn()
    now -= 1
    return -number
  })
  expect(answers).toEqual(NUMBERS.map((number) => -number))
  expect(most).toBe(8)
})

test('once one has failed, no more are asked', async () => {
  const asked: number[] = []
  const work = fewAtOnce(NUMBERS, async (number) => {
    asked.push(number)
    await turn()
    if (number === 3) throw new Error('three')
  })
  await expect(work).rejects.toThrow('three')
  await turn()
  expect(asked.length).toBeLessThan(20)
})
