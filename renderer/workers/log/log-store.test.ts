import { array, assert, boolean, nat, property, record, uint8Array } from 'fast-check'
import { expect, test } from 'vitest'
import { BlockKeeper } from './block-keeper.ts'
import { LogStore, MAX_LINE_BYTES } from './log-store.ts'

const MIB = 1024 * 1024
const encode = (text: string) => new TextEncoder().encode(text)

/** A store without a file, that lets go of its own oldest lines beyond a budget. */
function storeOf(bytes: number): LogStore {
  const budget = { memory: bytes, withoutFile: bytes }
  const store: LogStore = new LogStore(
    new BlockKeeper({ budget, giveWay: () => store.dropOldest() }),
  )
  return store
}

const textOf = (store: LogStore, line: number) => new TextDecoder().decode(store.line(line).bytes)
const all = (store: LogStore) =>
  Array.from({ length: store.end - store.first }, (_, at) => textOf(store, store.first + at))

test('a line is kept with its source, its stamp and its bytes', () => {
  const store = storeOf(MIB)
  store.add('stderr', { seconds: 7, nanos: 9 }, encode('trouble'))
  store.add('note', undefined, encode(''), 'crlf')
  expect(store.line(0)).toEqual({
    source: 'stderr',
    stamp: { seconds: 7, nanos: 9 },
    member: 0,
    bytes: encode('trouble'),
    end: 'lf',
  })
  expect(store.line(1)).toMatchObject({ source: 'note', stamp: undefined, end: 'crlf' })
  expect([store.first, store.end]).toEqual([0, 2])
})

test('whatever is added and extended is read back, byte for byte', () => {
  const step = record({ bytes: uint8Array({ maxLength: 300 }), starts: boolean() })
  assert(
    property(array(step, { maxLength: 50 }), nat(3), (steps, scale) => {
      const store = storeOf(64 * MIB)
      const expected: number[][] = []
      for (const { bytes, starts } of steps) {
        // Some large enough for several blocks.
        const long = new Uint8Array(bytes.length * 4 ** (scale * 2)).fill(bytes[0] ?? 0)
        if (starts || expected.length === 0) {
          store.add('stdout', undefined, long)
          expected.push([long.length])
        } else {
          store.extend(long)
          expected.at(-1)?.push(long.length)
        }
      }
      const lengths = expected.map((parts) => parts.reduce((sum, one) => sum + one, 0))
      expect(Array.from({ length: store.end }, (_, line) => store.lengthOf(line))).toEqual(lengths)
    }),
    { numRuns: 30 },
  )
})

test('a line that goes on keeps what it had, also when it needs another block', () => {
  const store = storeOf(64 * MIB)
  store.add('stdout', undefined, encode('before'))
  store.add('stdout', undefined, encode('x'.repeat(MIB - 20)))
  store.extend(encode('y'.repeat(40)))
  store.extend(encode('z'))
  store.add('stdout', undefined, encode('after'))
  expect(textOf(store, 0)).toBe('before')
  expect(textOf(store, 1)).toBe(`${'x'.repeat(MIB - 20)}${'y'.repeat(40)}z`)
  expect(textOf(store, 2)).toBe('after')
})

test('a line that never ends is cut', () => {
  const store = storeOf(64 * MIB)
  const part = new Uint8Array(MIB).fill(0x78)
  store.add('stdout', undefined, part)
  for (let bytes = MIB; bytes <= MAX_LINE_BYTES; bytes += MIB) store.extend(part)
  expect(store.end).toBe(2)
  expect(store.lengthOf(0)).toBe(MAX_LINE_BYTES)
})

test('beyond the budget the oldest lines give way, and the others keep their numbers', () => {
  const store = storeOf(4 * MIB)
  const line = (n: number) => `${n} ${'x'.repeat(1000)}`
  for (let n = 0; n < 10_000; n++) store.add('stdout', { seconds: n, nanos: 0 }, encode(line(n)))
  expect(store.end).toBe(10_000)
  expect(store.first).toBeGreaterThan(6000)
  expect(store.first).toBeLessThan(8000)
  expect(textOf(store, store.first)).toBe(line(store.first))
  expect(store.line(9999)).toMatchObject({ stamp: { seconds: 9999 } })
})

test('lines are taken back from the end, and let go from the beginning', () => {
  const store = storeOf(MIB)
  for (const text of ['a', 'b', 'c', 'd']) store.add('stdout', undefined, encode(text))
  store.pop(1)
  store.dropFirst(1)
  expect(all(store)).toEqual(['b', 'c'])
  store.add('stdout', undefined, encode('e'))
  expect(all(store)).toEqual(['b', 'c', 'e'])
  expect(new TextDecoder().decode(store.run(1, 9).bytes)).toBe('b\nc\ne\n')
})

test('lines of one block are read at once, with a line feed after each', () => {
  const store = storeOf(64 * MIB)
  for (const text of ['one', '', 'three']) store.add('stdout', undefined, encode(text))
  const run = store.run(0, 100)
  expect(run.lines).toBe(3)
  expect(new TextDecoder().decode(run.bytes)).toBe('one\n\nthree\n')
  expect([0, 1, 2].map(run.startOf)).toEqual([0, 4, 5])
  expect(store.run(1, 1).lines).toBe(1)
})

test('runs meet every line once, whatever lies in which block', () => {
  const store = storeOf(64 * MIB)
  for (let n = 0; n < 5000; n++) store.add('stdout', undefined, encode(`${n} ${'x'.repeat(n)}`))
  let line = 0
  while (line < store.end) {
    const run = store.run(line, 64)
    const texts = new TextDecoder().decode(run.bytes).split('\n')
    expect(texts.slice(0, -1).map((text) => Number.parseInt(text, 10))).toEqual(
      Array.from({ length: run.lines }, (_, at) => line + at),
    )
    line += run.lines
  }
})
