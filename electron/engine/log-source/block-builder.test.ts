import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createFrameParser } from '#shared/frames.ts'
import { createBlockBuilder } from './block-builder.ts'

const FULL = 256 * 1024

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function build(isBare = false) {
  const blocks: Uint8Array[] = []
  return { blocks, ...createBlockBuilder((block) => blocks.push(block), { isBare }) }
}

test('a block is sent as soon as it is full, without a clock', () => {
  const { blocks, add } = build()
  add(new Uint8Array(FULL - 1).fill(1))
  expect(blocks).toEqual([])
  add(Uint8Array.of(2, 3))
  expect(blocks.map(({ length }) => length)).toEqual([FULL])
  expect(blocks[0]?.at(-1)).toBe(2)
})

test('a block is sent 16 ms after its first byte, whatever comes meanwhile', () => {
  const { blocks, add } = build()
  add(Uint8Array.of(1))
  vi.advanceTimersByTime(15)
  add(Uint8Array.of(2))
  expect(blocks).toEqual([])
  vi.advanceTimersByTime(1)
  expect(blocks).toEqual([Uint8Array.of(1, 2)])
  vi.advanceTimersByTime(1000)
  expect(blocks).toHaveLength(1)
})

test('more than a block at once becomes several, every byte in its place', () => {
  const { blocks, add, flush } = build()
  const bytes = Uint8Array.from({ length: 2 * FULL + 5 }, (_byte, index) => index % 251)
  add(bytes)
  flush()
  expect(blocks.map(({ length }) => length)).toEqual([FULL, FULL, 5])
  expect(Buffer.concat(blocks).equals(bytes)).toBe(true)
})

test('each block has a buffer of its own, that nothing is written into afterwards', () => {
  const { blocks, add, flush } = build()
  for (const byte of [1, 2]) {
    add(new Uint8Array(FULL).fill(byte))
    add(Uint8Array.of(byte))
    flush()
  }
  expect(blocks.map(({ buffer }) => buffer.byteLength)).toEqual([FULL, 1, FULL, 1])
  expect(blocks.map((block) => block[0])).toEqual([1, 1, 2, 2])
})

test('what is discarded is never sent', () => {
  const { blocks, add, flush, discard } = build()
  add(Uint8Array.of(1))
  discard()
  vi.advanceTimersByTime(1000)
  flush()
  expect(blocks).toEqual([])
})

test('bare bytes become one frame a block', () => {
  const { blocks, add, flush } = build(true)
  const bytes = new Uint8Array(FULL + 10).fill(7)
  add(bytes)
  flush()
  expect(blocks.map(({ length }) => length)).toEqual([FULL, 10 + 2 * 8])
  const frames = blocks.flatMap((block) => createFrameParser().push(block))
  expect(frames.map(({ stream }) => stream)).toEqual(['stdout', 'stdout'])
  expect(Buffer.concat(frames.map(({ payload }) => payload)).equals(bytes)).toBe(true)
})
