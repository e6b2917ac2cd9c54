import { array, assert, asyncProperty, nat, record } from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { encodeFrame } from '#shared/frames.ts'
import type { Intake } from './intake.ts'
import { LogLines } from './log-lines.ts'
import { stampOfTime } from './stamp.ts'

const MIB = 1024 * 1024
/** Longer than lines wait for others. */
const SETTLED_MS = 500
const encode = (text: string) => new TextEncoder().encode(text)
const stampOf = (n: number) => `2026-11-23T21:16:41.${String(n).padStart(9, '0')}Z`

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

interface Line {
  readonly n: number
  readonly text: string
}

const bytesOf = (lines: readonly Line[]) => {
  const bytes: number[] = []
  for (const { n, text } of lines) {
    bytes.push(...encodeFrame('stdout', encode(`${stampOf(n)} ${text}\n`)))
  }
  return Uint8Array.from(bytes)
}

const texts = (log: LogLines) =>
  Array.from({ length: log.end - log.first }, (_, at) =>
    new TextDecoder().decode(log.line(log.first + at).bytes),
  )

/** By stamp; of lines of one stamp each container's own are in their order, whoever comes first. */
function expectOrder(log: LogLines, all: readonly (readonly Line[])[]): void {
  const known = new Map(all.flat().map((line) => [line.text, line]))
  const shown = texts(log).flatMap((text) => known.get(text) ?? [])
  expect(shown).toEqual(shown.toSorted((a, b) => a.n - b.n))
  const own = all.map((lines) => shown.filter((line) => lines.includes(line)))
  // The newest are there first, of each container the last ones.
  expect(own).toEqual(all.map((lines, at) => lines.slice(lines.length - (own[at]?.length ?? 0))))
}

/** What each container writes: how much later each line is than the one before it. */
const containers = array(array(nat(3), { maxLength: 25 }), { minLength: 1, maxLength: 4 })

function linesOf(steps: readonly (readonly number[])[]): readonly (readonly Line[])[] {
  return steps.map((own, member) => {
    let n = 1
    return own.map((step, at) => ({ n: (n += step), text: `${member}-${at}` }))
  })
}

/** Gives each reading its bytes in pieces, now of this one, now of that one. */
function feed(
  intakes: readonly Intake[],
  all: readonly Uint8Array[],
  turns: readonly { readonly member: number; readonly bytes: number }[],
): void {
  const at = all.map(() => 0)
  const give = (member: number, bytes: number) => {
    const from = at[member] as number
    const to = Math.min((all[member] as Uint8Array).length, from + bytes)
    if (to > from) intakes[member]?.take((all[member] as Uint8Array).slice(from, to))
    at[member] = to
  }
  for (const { member, bytes } of turns) give(member % all.length, bytes + 1)
  for (const member of all.keys()) give(member, Infinity)
}

const turns = array(record({ member: nat(3), bytes: nat(200) }), { maxLength: 40 })

function openMerged(count: number): LogLines {
  const log = new LogLines(64 * MIB)
  log.merge(
    Array.from({ length: count }, (_, member) => member),
    (member) => `web-${member}`,
  )
  return log
}

test('each line is there once and in its place, whatever was read first and however it was cut', async () => {
  await assert(
    asyncProperty(containers, turns, nat({ max: 12 }), nat(3), async (steps, order, least, lag) => {
      const tail = least + 1
      const all = linesOf(steps)
      const log = openMerged(all.length)
      const tailOf = (lines: readonly Line[]) => lines.slice(-tail)
      // The engine writes on between the two readings.
      const moment = Math.max(...all.flat().map(({ n }) => n)) - lag
      const first = all.map((lines) => bytesOf(tailOf(lines.filter(({ n }) => n <= moment))))
      const firsts = all.map((_, member) => log.readFirst({ member, tail }) as Intake)
      feed(firsts, first, order)
      for (const one of firsts) complete(one)
      const recents = all.map((_, member) => log.readRecent({ member }))
      feed(recents, all.map(bytesOf), order)
      for (const one of recents) one.leave?.()
      await vi.advanceTimersByTimeAsync(SETTLED_MS)
      expectOrder(log, all)
      const older = log.mergeOlder([...all.keys()], () => {})
      if (older) {
        const intakes = all.map((_, member) => older.intake(member))
        feed(intakes, all.map(bytesOf), order)
        for (const one of intakes) one.end()
      } else expect(log.isWhole).toBe(true)
      expectOrder(log, all)
      expect(log.end - log.first).toBe(all.flat().length)
      log.close()
    }),
  )
})

/** The reading comes to its end in order. */
function complete(intake: Intake | undefined): void {
  intake?.end()
  intake?.leave?.()
}

/** A container has written nothing so far. */
function readNothing(log: LogLines, member: number): void {
  complete(log.readFirst({ member, tail: 9 }))
}

/** Lets a container's newest line be read, before which there are others. */
function readNewest(log: LogLines, member: number, line: Line): void {
  const first = log.readFirst({ member, tail: 1 })
  first?.take(bytesOf([line]))
  complete(first)
  log.readRecent({ member }).take(bytesOf([line]))
}

test('what comes within a moment of each other is put in by its stamps', async () => {
  const log = openMerged(2)
  const [a, b] = [log.readRecent({ member: 0 }), log.readRecent({ member: 1 })]
  for (const member of [0, 1]) readNothing(log, member)
  await vi.advanceTimersByTimeAsync(SETTLED_MS)
  const changes = vi.fn<() => void>()
  log.onLater = changes
  b.take(bytesOf([{ n: 5, text: 'fifth' }]))
  await vi.advanceTimersByTimeAsync(50)
  a.take(bytesOf([{ n: 3, text: 'third' }]))
  b.take(bytesOf([{ n: 7, text: 'seventh' }]))
  expect(log.end).toBe(0)
  await vi.advanceTimersByTimeAsync(60)
  expect(texts(log)).toEqual(['third', 'fifth'])
  expect(changes).toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(SETTLED_MS)
  expect(texts(log)).toEqual(['third', 'fifth', 'seventh'])
})

test('a container that does not answer keeps the others no longer than three seconds', async () => {
  const log = openMerged(2)
  const done = vi.fn<() => void>()
  log.readRecent({ member: 0 }).take(bytesOf([{ n: 1, text: 'one' }]), done)
  readNothing(log, 0)
  await vi.advanceTimersByTimeAsync(2900)
  expect([log.end, done.mock.calls.length]).toEqual([0, 0])
  await vi.advanceTimersByTimeAsync(300)
  expect([log.end, done.mock.calls.length]).toEqual([1, 1])
})

test('of an engine that stamps whole seconds the older lines are asked for once the second is over', async () => {
  const log = openMerged(1)
  readNewest(log, 0, { n: 0, text: 'one' })
  await vi.advanceTimersByTimeAsync(1900)
  expect(log.firstStamp).toBe(undefined)
  await vi.advanceTimersByTimeAsync(200)
  expect(log.firstStamp).toMatchObject({ nanos: 0 })
})

test('who is ahead of the others is not acknowledged, and its engine waits', async () => {
  const log = openMerged(2)
  for (const member of [0, 1]) readNewest(log, member, { n: 9, text: 'newest' })
  await vi.advanceTimersByTimeAsync(SETTLED_MS)
  const older = log.mergeOlder([0, 1], () => {})
  const [ahead, behind] = [older?.intake(0), older?.intake(1)]
  const done = vi.fn<() => void>()
  ahead?.take(bytesOf([{ n: 1, text: 'a' }]), done)
  ahead?.take(bytesOf([{ n: 5, text: 'b' }]), done)
  expect([ahead?.lines, done.mock.calls.length]).toEqual([0, 0])
  behind?.take(bytesOf([{ n: 3, text: 'c' }]), done)
  expect([ahead?.lines, done.mock.calls.length]).toEqual([2, 2])
  behind?.end()
  expect([ahead?.lines, done.mock.calls.length]).toEqual([3, 3])
  log.close()
})

test('a long line is not cut by those of others, and keeps its colours to itself', async () => {
  const log = openMerged(2)
  const [a, b] = [log.readRecent({ member: 0 }), log.readRecent({ member: 1 })]
  a.take(encodeFrame('stdout', encode(`${stampOf(1)} \u001b[32mlong`)))
  b.take(bytesOf([{ n: 2, text: 'other' }]))
  a.take(encodeFrame('stdout', encode(`${stampOf(1)} er\n`)))
  for (const member of [0, 1]) readNothing(log, member)
  await vi.advanceTimersByTimeAsync(SETTLED_MS)
  expect(texts(log)).toEqual(['\u001b[32mlonger', 'other'])
  expect([log.memberOf(0), log.memberOf(1)]).toEqual([0, 1])
  expect(log.coloursAt(1)).toBe('')
  a.take(bytesOf([{ n: 3, text: 'green' }]))
  await vi.advanceTimersByTimeAsync(SETTLED_MS)
  expect(log.coloursAt(2)).toBe('\u001b[32m')
})

test('a note stands among the lines of its moment', async () => {
  const log = openMerged(2)
  const b = log.readRecent({ member: 1 })
  for (const member of [0, 1]) readNothing(log, member)
  const seconds = Date.UTC(2026, 10, 23, 21, 16, 41)
  b.take(
    bytesOf([
      { n: 2_000_000, text: 'before' },
      { n: 4_000_000, text: 'after' },
    ]),
  )
  log.note(0, '── web-0 exited (1) ──', stampOfTime(seconds + 3))
  await vi.advanceTimersByTimeAsync(SETTLED_MS)
  expect(texts(log)).toEqual(['before', '── web-0 exited (1) ──', 'after'])
})

test('a reading that begins again after a break brings nothing twice', async () => {
  const log = openMerged(2)
  const lines = Array.from({ length: 6 }, (_, n) => ({ n, text: `a-${n}` }))
  log.readRecent({ member: 0 }).take(bytesOf(lines.slice(0, 4)))
  const b = log.readRecent({ member: 1 })
  for (const member of [0, 1]) readNothing(log, member)
  const again = log.readRecent({ member: 0 })
  again.take(bytesOf(lines.slice(2)))
  b.take(bytesOf([{ n: 9, text: 'b' }]))
  const other = log.readRecent({ member: 1, isNew: true })
  other.take(bytesOf([{ n: 8, text: 'of another container' }]))
  await vi.advanceTimersByTimeAsync(SETTLED_MS)
  expect(texts(log).toSorted()).toEqual([
    ...lines.map(({ text }) => text),
    'b',
    'of another container',
  ])
})

test('who comes late has its older lines read too, and before that nothing is whole', async () => {
  const log = openMerged(2)
  readNothing(log, 0)
  await vi.advanceTimersByTimeAsync(4000)
  expect([log.isWhole, log.firstStamp]).toEqual([false, undefined])
  readNewest(log, 1, { n: 5, text: 'b-newest' })
  await vi.advanceTimersByTimeAsync(SETTLED_MS)
  expect([log.isWhole, log.firstStamp?.nanos]).toEqual([false, 5])
  const older = log.mergeOlder([0, 1], () => {})
  older?.intake(0).end()
  const late = older?.intake(1)
  late?.take(bytesOf([3, 4, 5].map((n) => ({ n, text: n === 5 ? 'b-newest' : `b-${n}` }))))
  late?.end()
  expect(texts(log)).toEqual(['b-3', 'b-4', 'b-newest'])
})

test('of newest lines that broke off nothing is kept, and all of its log is read', async () => {
  const log = openMerged(2)
  readNewest(log, 0, { n: 5, text: 'a' })
  const broken = log.readFirst({ member: 1, tail: 2 })
  broken?.take(bytesOf([{ n: 3, text: 'b-3' }]))
  broken?.leave?.()
  // The older lines are asked for without it: all of its log is to be read.
  expect(log.readFirst({ member: 1, tail: 2 })).toBeUndefined()
  log
    .readRecent({ member: 1, isNew: true })
    .take(bytesOf([1, 2, 3, 6].map((n) => ({ n, text: `b-${n}` }))))
  await vi.advanceTimersByTimeAsync(SETTLED_MS)
  expect(texts(log).filter((text) => text !== 'a')).toEqual(['b-1', 'b-2', 'b-3', 'b-6'])
})

test('newest lines are acknowledged at once: they must come to their end', () => {
  const log = openMerged(2)
  const done = vi.fn<() => void>()
  log.readFirst({ member: 0, tail: 9 })?.take(bytesOf([{ n: 1, text: 'large' }]), done)
  expect([log.end, done.mock.calls.length]).toEqual([0, 1])
  log.close()
})

test('where none could be read nothing is known to be whole, until one is', async () => {
  const log = openMerged(2)
  for (const member of [0, 1]) log.readFirst({ member, tail: 9 })?.leave?.()
  await vi.advanceTimersByTimeAsync(4000)
  expect(log.isWhole).toBe(false)
  const firsts = [0, 1].map((member) => log.readFirst({ member, tail: 9 }))
  for (const member of [1, 0]) {
    const line = bytesOf([{ n: member, text: `${member}` }])
    firsts[member]?.take(line)
    complete(firsts[member])
    log.readRecent({ member }).take(line)
    await vi.advanceTimersByTimeAsync(SETTLED_MS)
  }
  await vi.advanceTimersByTimeAsync(SETTLED_MS)
  expect(texts(log)).toEqual(['0', '1'])
  await vi.advanceTimersByTimeAsync(4000)
  expect(log.isWhole).toBe(true)
})
