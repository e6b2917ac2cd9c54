import { afterEach, expect, test, vi } from 'vitest'
import { createPieceWriter } from './piece-writer.ts'

const MIB = 1024 * 1024

afterEach(() => void vi.useRealTimers())

/** Takes text, and is done with it only when it is told to be. */
function slowTaker() {
  const pieces: string[] = []
  const unfinished: (() => void)[] = []
  return {
    pieces,
    write(text: string, taken?: () => void) {
      pieces.push(text)
      if (taken) unfinished.push(taken)
    },
    finish: () => unfinished.shift()?.(),
  }
}

function piecesOf(text: string): string[] {
  const taker = slowTaker()
  createPieceWriter(taker)(text)
  expect(taker.pieces.join('') === text).toBe(true)
  return taker.pieces
}

const longest = (pieces: readonly string[]) => Math.max(...pieces.map(({ length }) => length))

test('text that only flows is written in a few large pieces', () => {
  expect(piecesOf('x'.repeat(99)).length).toBe(1)
  const pieces = piecesOf(`\tline ${'y'.repeat(94)}\r\n`.repeat(30_000))
  expect(pieces.length).toBeLessThan(6)
  expect(longest(pieces)).toBeLessThanOrEqual(MIB)
})

test('a line feed counts as more than a character', () => {
  expect(longest(piecesOf('\n'.repeat(MIB)))).toBeLessThan(MIB / 20)
  expect(longest(piecesOf('y\n'.repeat(MIB)))).toBeLessThan(MIB / 10)
})

test('a line without an end is cut', () => {
  expect(piecesOf('x'.repeat(3 * MIB)).length).toBeLessThanOrEqual(4)
  expect(longest(piecesOf('x'.repeat(3 * MIB)))).toBeLessThanOrEqual(MIB)
})

test('what moves the cursor, colours or is not ASCII is written in small pieces', () => {
  for (const odd of ['\u001b[2J', '\u009b2J', '\b', 'é', '\u0301', '\u007f', '\0']) {
    expect(longest(piecesOf(odd.repeat(20_000)))).toBeLessThanOrEqual(4096)
    const mixed = piecesOf(`${'x'.repeat(10_000)}${odd}`.repeat(3))
    expect(longest(mixed.filter((piece) => piece.includes(odd)))).toBeLessThanOrEqual(4096)
  }
})

test('what comes while the terminal is busy waits, and is written as one', () => {
  const taker = slowTaker()
  const write = createPieceWriter(taker)
  const taken: number[] = []
  for (const n of [1, 2, 3]) write(`${n}`, () => taken.push(n))
  expect([taker.pieces, taken]).toEqual([['1'], []])
  taker.finish()
  expect([taker.pieces, taken]).toEqual([['1', '23'], [1]])
  taker.finish()
  expect(taken).toEqual([1, 2, 3])
  write('4')
  expect(taker.pieces).toEqual(['1', '23', '4'])
})

test('what follows a flood is collected for a moment, or up to a size', () => {
  vi.useFakeTimers()
  const taker = slowTaker()
  const write = createPieceWriter(taker)
  const flood = 'x'.repeat(100_000)
  write(flood)
  taker.finish()
  write('1')
  write('2')
  expect(taker.pieces).toEqual([flood])
  vi.advanceTimersByTime(50)
  expect(taker.pieces).toEqual([flood, '12'])
  taker.finish()
  write('3')
  expect(taker.pieces).toEqual([flood, '12', '3'])
  taker.finish()

  write(flood)
  taker.finish()
  write('y'.repeat(4 * MIB))
  expect(taker.pieces.slice(3).join('').length).toBe(flood.length + 4 * MIB)
})

test('a flood that has ended leaves no clock that writes', () => {
  vi.useFakeTimers()
  const taker = slowTaker()
  createPieceWriter(taker)('x'.repeat(100_000))
  taker.finish()
  vi.advanceTimersByTime(1000)
  expect(taker.pieces).toHaveLength(1)
  expect(vi.getTimerCount()).toBe(0)
})

test('what would not be seen is left out of all that waited, and told as taken', () => {
  const taker = slowTaker()
  const write = createPieceWriter(taker, (text) => text.replaceAll('-', ''))
  let told = 0
  write('-a-', () => (told += 1))
  write('--', () => (told += 1))
  taker.finish()
  taker.finish()
  expect([taker.pieces, told]).toEqual([['a', ''], 2])
})

test('what is written by a listener comes after what waited before it, once', () => {
  const taker = slowTaker()
  const write = createPieceWriter(taker)
  write('1', () => write('3'))
  write('2')
  taker.finish()
  taker.finish()
  expect(taker.pieces.join('')).toBe('123')
})

test('a listener is told though there was no text', () => {
  const taker = slowTaker()
  const write = createPieceWriter(taker)
  let told = 0
  const tell = () => (told += 1)
  write('', tell)
  write('', tell)
  taker.finish()
  taker.finish()
  expect(told).toBe(2)
})
