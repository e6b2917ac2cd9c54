import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createLogFlow, DRAW_MS } from './log-flow.ts'
import type { LogPiece } from './log-piece.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const line = (text: string): LogPiece => ({ source: 'stdout', stamp: '', text, starts: true })

function start() {
  const drawn: string[][] = []
  const reader = { mayDraw: true }
  const flow = createLogFlow({
    mayDraw: () => reader.mayDraw,
    draw(pieces, done) {
      drawn.push(pieces.map(({ text }) => text))
      done()
    },
  })
  return { flow, drawn, reader }
}

test('the first lines are drawn at once, and those right after them together', () => {
  const { flow, drawn } = start()
  for (const text of ['a', 'b', 'c']) flow.push([line(text)], () => {})
  expect(drawn).toEqual([['a']])
  vi.advanceTimersByTime(DRAW_MS)
  expect(drawn).toEqual([['a'], ['b', 'c']])
})

test('while the reader’s place must not move, nothing is drawn and nothing acknowledged', () => {
  const { flow, drawn, reader } = start()
  reader.mayDraw = false
  const taken = vi.fn()
  flow.push([line('a')], taken)
  vi.advanceTimersByTime(10 * DRAW_MS)
  expect(drawn).toEqual([])
  expect(taken).not.toHaveBeenCalled()
  reader.mayDraw = true
  flow.pump()
  expect(drawn).toEqual([['a']])
  expect(taken).toHaveBeenCalledOnce()
})

test('a stopped flow draws no more', () => {
  const { flow, drawn } = start()
  flow.push([line('a')], () => {})
  flow.push([line('b')], () => {})
  flow.stop()
  vi.advanceTimersByTime(10 * DRAW_MS)
  expect(drawn).toEqual([['a']])
})
