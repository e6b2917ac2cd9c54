import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { findOwn, isSameCommand, parseOuter, type OuterProcess } from './find-own.ts'
import type { OwnProcess } from './own-processes.ts'

/** A process as both sides would tell of it. */
interface Real {
  readonly own: number
  readonly outer: number
  readonly parent?: number
  readonly start?: number
  readonly faults?: readonly [before: number, inside: number, after: number]
  readonly command?: string
}

const START_OF_MAIN = 500_000

function looksOf(all: readonly Real[]) {
  const [main] = all
  const numberOf = (own: number | undefined) => all.find((one) => one.own === own)?.outer ?? 77
  const outside = (at: 0 | 2) =>
    all.map(({ outer, parent, start = 0, faults = [9, 9, 9], command = 'x' }): OuterProcess => ({
      pid: String(outer),
      parent: String(numberOf(parent)),
      elapsed: Math.floor(1000 - start / 100),
      minorFaults: faults[at],
      majorFaults: 0,
      command,
    }))
  const inside = all.map(
    ({ own, parent = 0, start = 0, faults = [9, 9, 9], command = 'x' }): OwnProcess => ({
      pid: own,
      parent,
      state: 'S',
      start: START_OF_MAIN + start,
      minorFaults: faults[1],
      majorFaults: 0,
      command: command.replaceAll(' ', ''),
    }),
  )
  return { before: outside(0), inside, after: outside(2), mainPid: String(main?.outer) }
}

const found = (pid: number, all: readonly Real[]) =>
  findOwn(String(pid), looksOf(all)).map((own) => own.pid)

const MAIN = { own: 1, outer: 4000 }

test('a process is told by its command', () => {
  const all = [
    MAIN,
    { own: 6, outer: 4010, parent: 1, command: 'sleep 100' },
    { own: 7, outer: 4011, parent: 1, command: 'sleep 1000' },
  ]
  expect(found(4010, all)).toEqual([6])
  expect(found(4011, all)).toEqual([7])
})

test('two that are alike in everything are not told apart', () => {
  const all = [MAIN, { own: 6, outer: 4010, parent: 1 }, { own: 7, outer: 4011, parent: 1 }]
  expect(found(4010, all)).toEqual([6, 7])
})

test('two that look alike are told by when they were started', () => {
  const all = [
    MAIN,
    { own: 6, outer: 4010, parent: 1, start: 100 },
    { own: 7, outer: 4011, parent: 1, start: 900 },
  ]
  expect(found(4011, all)).toEqual([7])
})

test('counters that go up tell them, also while they do', () => {
  const all: readonly Real[] = [
    MAIN,
    { own: 6, outer: 4010, parent: 1, faults: [50, 55, 60] },
    { own: 7, outer: 4011, parent: 1, faults: [61, 65, 70] },
  ]
  expect(found(4010, all)).toEqual([6])
})

test('children are told by their parents, and parents by their children', () => {
  const all = [
    MAIN,
    { own: 6, outer: 4010, parent: 1, command: 'a' },
    { own: 7, outer: 4011, parent: 1, command: 'b' },
    { own: 8, outer: 4012, parent: 6 },
    { own: 9, outer: 4013, parent: 7 },
  ]
  expect(found(4012, all)).toEqual([8])
  expect(found(4013, all)).toEqual([9])
})

test('whoever is hidden inside makes nobody else the one', () => {
  const looks = looksOf([
    MAIN,
    { own: 6, outer: 4010, parent: 1 },
    { own: 7, outer: 4011, parent: 1 },
  ])
  const inside = looks.inside.filter(({ pid }) => pid !== 6)
  expect(findOwn('4010', { ...looks, inside })).toEqual([])
})

test('a process that is not there after the look is nobody', () => {
  const looks = looksOf([MAIN, { own: 6, outer: 4010, parent: 1 }])
  expect(findOwn('4010', { ...looks, after: looks.after.slice(0, 1) })).toEqual([])
})

test('of any processes the true one is never struck out, so a single one is true', () => {
  const process = fc.record({
    parent: fc.nat(5),
    start: fc.nat(400),
    faults: fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2)).map(rising),
    command: fc.constantFrom('a', 'b'),
  })
  fc.assert(
    fc.property(fc.array(process, { maxLength: 8 }), (others) => {
      const rest = others.map((one, at) => ({
        ...one,
        own: at + 2,
        outer: 4000 + ((at * 7 + 3) % 11) + 1,
        parent: 1 + (one.parent % (at + 1)),
      }))
      const looks = looksOf([MAIN, ...rest])
      for (const { own, outer } of rest) {
        expect(findOwn(String(outer), looks).map(({ pid }) => pid)).toContain(own)
      }
    }),
  )
})

function rising([a, b, c]: readonly [number, number, number]) {
  return [a, a + b, a + b + c] as const
}

test.each([
  ['sleep 1000', 'sleep1000 ', true],
  ['sleep 100', 'sleep1000 ', false],
  ['gr????e', 'gr\u00c3\u00bc\u00c3\u009fe ', true],
  ['[sleep] <defunct>', ' ', true],
  ['[sleep] <defunct>', 'sleep1', false],
  [`a${'b'.repeat(5000)}`.slice(0, 4096), `a${'b'.repeat(5000)}`, true],
])('%s and %s: the same command is %s', (outer, own, same) => {
  expect(isSameCommand(outer, own)).toBe(same)
})

test('a table of other columns is none', () => {
  expect(parseOuter({ Titles: ['PID', 'USER', 'TIME', 'COMMAND'], Processes: [] })).toBeUndefined()
  expect(parseOuter({ Titles: null, Processes: null })).toBeUndefined()
})
