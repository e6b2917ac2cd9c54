import { expect, test } from 'vitest'
import type { EngineEvent } from '#shared/contract/activity.ts'
import { isTold, toEndingEvents } from './to-ending-events.ts'

const ENDED = 1000

/** `kill 9 @ 990`: an action, for `kill` perhaps its signal, and a moment. */
function told(...lines: string[]): EngineEvent[] {
  return lines.map((line) => {
    const [words = '', time] = line.split(' @ ')
    const [action = '', signal] = words.split(' ')
    const attributes: Record<string, string> = signal ? { signal } : {}
    return { kind: 'event', type: 'container', action, id: 'a', attributes, time: Number(time) }
  })
}

const NOTHING = { signals: [], stopped: false, isWhole: true }

test('a run without events but its start and end is told whole', () => {
  expect(toEndingEvents(told('start @ 900', 'die @ 1000'), ENDED, true)).toEqual(NOTHING)
})

test('signals and the killer for memory are told by how long before the end they came', () => {
  const events = told('start @ 0', 'oom @ 400', 'kill 15 @ 500', 'kill 9 @ 990', 'die @ 1000')
  expect(toEndingEvents(events, ENDED, true)).toEqual({
    ...NOTHING,
    oomBeforeMs: 600,
    signals: [
      { number: 15, beforeMs: 500 },
      { number: 9, beforeMs: 10 },
    ],
  })
})

test('a signal that the engine does not name is one all the same', () => {
  const events = told('start @ 0', 'kill @ 990', 'die @ 1000')
  expect(toEndingEvents(events, ENDED, false)).toEqual({
    ...NOTHING,
    signals: [{ beforeMs: 10 }],
    isWhole: false,
  })
})

test.each([
  ['after the end, as dockerd says it', told('start @ 0', 'die @ 1000', 'stop @ 1100')],
  ['before the end, as Podman says it', told('start @ 0', 'stop @ 990', 'die @ 1000')],
])('a stop is told %s', (_when, events) => {
  expect(toEndingEvents(events, ENDED, true)?.stopped).toBe(true)
})

test('what other runs were told of does not count', () => {
  const before = told('start @ 0', 'kill 9 @ 100', 'die @ 110', 'stop @ 120')
  const after = told('start @ 1100', 'kill 15 @ 1200', 'die @ 1300', 'stop @ 1310')
  const events = [...before, ...told('start @ 900', 'die @ 1000'), ...after]
  expect(toEndingEvents(events, ENDED, true)).toEqual(NOTHING)
})

test('without its start more may have happened', () => {
  expect(toEndingEvents(told('die @ 1000'), ENDED, true)?.isWhole).toBe(false)
})

test('without its end nothing is known', () => {
  expect(toEndingEvents(told('start @ 0', 'kill 9 @ 990'), ENDED, true)).toBeUndefined()
  expect(toEndingEvents(told('die @ 500'), ENDED, true)).toBeUndefined()
})

test.each([
  [true, told('start @ 0', 'die @ 1000')],
  [true, told('start @ 0', 'kill 15 @ 900', 'die @ 1000', 'stop @ 1001')],
  [false, told('start @ 0', 'kill 15 @ 900', 'die @ 1000')],
  [false, told('start @ 0')],
])('all is told: %s', (isAll, events) => {
  expect(isTold(events, ENDED)).toBe(isAll)
})
