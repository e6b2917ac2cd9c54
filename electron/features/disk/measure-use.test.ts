import { expect, test } from 'vitest'
import type { Engine } from '../../engine/index.ts'
import { createMeasurements } from './measure-use.ts'

const SIGNAL = new AbortController().signal

/** An engine that takes so many bytes, and counts how often it measures them. */
function measured(sizes: readonly number[]) {
  let asked = 0
  const df = () => Promise.resolve({ LayersSize: sizes[asked++] })
  return { engine: { docker: () => ({ df }) } as unknown as Engine, asked: () => asked }
}

test('freed is what it takes less than when somebody looked, and never less than nothing', async () => {
  const { engine } = measured([10, 4, 9])
  const measurements = createMeasurements()
  await measurements.of(engine, SIGNAL)
  expect(await measurements.freed(engine, SIGNAL)).toBe(6)
  expect(await measurements.freed(engine, SIGNAL)).toBe(0)
  expect(await createMeasurements().freed(engine, SIGNAL)).toBeUndefined()
})

test('what a clean-up has just measured is given once, and not when it is old', async () => {
  let now = 0
  const { engine, asked } = measured([10, 4, 3, 2, 1])
  const measurements = createMeasurements(() => now)
  await measurements.freed(engine, SIGNAL)
  expect(await measurements.of(engine, SIGNAL)).toEqual({ LayersSize: 10 })
  expect(asked()).toBe(1)
  expect(await measurements.of(engine, SIGNAL)).toEqual({ LayersSize: 4 })
  await measurements.freed(engine, SIGNAL)
  now = 60_000
  expect(await measurements.of(engine, SIGNAL)).toEqual({ LayersSize: 2 })
})
