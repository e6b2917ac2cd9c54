import { array, assert, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { BlockKeeper } from './block-keeper.ts'
import { LogStore } from './log-store.ts'
import type { Spill, SpillTrouble } from './spill.ts'

const MIB = 1024 * 1024
const encode = (text: string) => new TextEncoder().encode(text)
const textOf = (store: LogStore, line: number) => new TextDecoder().decode(store.line(line).bytes)
const text = (n: number) => `${n} ${'x'.repeat(1000)}`

/** A spill into memory, of so many places. */
function spillOf(places = Infinity) {
  const kept = new Map<number, Uint8Array>()
  let next = 0
  const spill: Spill & { fault?: Error; trouble: SpillTrouble | undefined; kept: typeof kept } = {
    kept,
    trouble: undefined,
    isComing: false,
    put(bytes) {
      if (spill.trouble || kept.size >= places) return undefined
      kept.set(next, bytes.slice())
      return [next++]
    },
    read([slot], into) {
      if (spill.fault) throw spill.fault
      into.set((kept.get(slot as number) as Uint8Array).subarray(0, into.length))
    },
    free: (slots) => slots.forEach((slot) => kept.delete(slot)),
  }
  return spill
}

function storeWith(spill: Spill, memory = 4 * MIB, withoutFile = 8 * MIB) {
  const keeper = new BlockKeeper({
    budget: { memory, withoutFile },
    spill,
    giveWay: () => store.dropOldest(),
  })
  const store = new LogStore(keeper)
  const fill = (lines: number) => {
    for (let n = 0; n < lines; n++) {
      store.add('stdout', { seconds: store.end, nanos: 7 }, encode(text(store.end)))
    }
  }
  return { keeper, store, fill }
}

test('beyond its memory the blocks go into the file, and all lines are there', () => {
  const spill = spillOf()
  const { keeper, store, fill } = storeWith(spill)
  fill(20_000)
  expect(keeper.bytes).toBeLessThanOrEqual(4 * MIB)
  expect(spill.kept.size).toBeGreaterThan(15)
  expect(store.first).toBe(0)
  for (const line of [0, 19_999, 1, 10_000, 5000, 15_000, 2500, 7, 12_345]) {
    expect(textOf(store, line)).toBe(text(line))
    expect(store.line(line).stamp).toEqual({ seconds: line, nanos: 7 })
  }
})

test('wherever one reads, in whatever order, runs and lines agree', () => {
  const { store, fill } = storeWith(spillOf())
  fill(12_000)
  assert(
    property(array(nat(11_999), { maxLength: 40 }), (lines) => {
      for (const line of lines) {
        const run = store.run(line, 3)
        const texts = new TextDecoder().decode(run.bytes).split('\n')
        expect(texts.slice(0, run.lines)).toEqual(
          Array.from({ length: run.lines }, (_, at) => text(line + at)),
        )
      }
    }),
    { numRuns: 20 },
  )
})

test('lines can be taken back and added to, also where they have gone into the file', () => {
  const { store, fill } = storeWith(spillOf())
  fill(9000)
  store.pop(8000)
  expect([store.end, textOf(store, 999)]).toEqual([1000, text(999)])
  store.extend(encode(' and on'))
  store.add('stderr', undefined, encode('after'))
  expect(textOf(store, 999)).toBe(`${text(999)} and on`)
  expect(textOf(store, 1000)).toBe('after')
  expect(textOf(store, 998)).toBe(text(998))
})

test('a file that takes no more has the oldest give way, and says why', () => {
  const spill = spillOf(3)
  const { keeper, store, fill } = storeWith(spill)
  fill(5000)
  Object.assign(spill, { trouble: 'limit' })
  fill(10_000)
  expect(keeper.bytes).toBeLessThanOrEqual(4 * MIB)
  expect(store.first).toBeGreaterThan(5000)
  expect(keeper.trouble).toBe('limit')
  expect(textOf(store, store.first)).toBe(text(store.first))
})

test('a file that fails is replaced by more memory first', () => {
  const spill = spillOf()
  const { keeper, store, fill } = storeWith(spill)
  Object.assign(spill, { trouble: 'failed' })
  fill(6000)
  expect([store.first, keeper.trouble]).toEqual([0, undefined])
  fill(6000)
  expect(keeper.bytes).toBeLessThanOrEqual(8 * MIB)
  expect(store.first).toBeGreaterThan(0)
  expect(keeper.trouble).toBe('failed')
})

test('while room is asked for nothing gives way', () => {
  const spill = spillOf(0)
  Object.assign(spill, { isComing: true })
  const { store, fill } = storeWith(spill)
  fill(20_000)
  expect(store.first).toBe(0)
})

test('lines that the disk does not give back are said to be lost, and the others are there', () => {
  const spill = spillOf()
  const { keeper, store, fill } = storeWith(spill)
  fill(12_000)
  spill.fault = new Error('EIO')
  expect(textOf(store, 0)).toContain('could not be read back')
  expect(store.line(0).source).toBe('note')
  expect(textOf(store, 1)).toBe('')
  expect(keeper.isLost).toBe(true)
  expect(textOf(store, 11_999)).toBe(text(11_999))
  const run = store.run(0, 10_000)
  expect(new TextDecoder().decode(run.bytes).split('\n')).toHaveLength(run.lines + 1)
})
