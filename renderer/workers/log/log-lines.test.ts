import { array, assert, nat, property } from 'fast-check'
import { expect, test } from 'vitest'
import { encodeFrame } from '#shared/frames.ts'
import { LogLines } from './log-lines.ts'

const MIB = 1024 * 1024
const encode = (text: string) => new TextEncoder().encode(text)
const stampOf = (n: number) => `2026-11-23T21:16:41.${String(n).padStart(9, '0')}Z`
const entry = (n: number, text: string, stream: 'stdout' | 'stderr' = 'stdout') =>
  encodeFrame(stream, encode(`${stampOf(n)} ${text}`))
const texts = (log: LogLines) =>
  Array.from({ length: log.end - log.first }, (_, at) =>
    new TextDecoder().decode(log.line(log.first + at).bytes),
  )

/** Reads a whole log of these entries as the app does: its last ones first, then all. */
function readBothWays(entries: readonly Uint8Array[], tail: number): LogLines {
  const log = new LogLines(64 * MIB)
  const recent = log.readRecent()
  for (const one of entries.slice(entries.length - tail)) recent.take(one)
  const older = log.readOlder()
  for (const one of entries) older?.take(one)
  older?.end()
  return log
}

test('the older lines come before those that were there first, which keep their numbers', () => {
  const entries = Array.from({ length: 10 }, (_, n) => entry(n, `line ${n}\n`))
  const log = readBothWays(entries, 3)
  expect(texts(log)).toEqual(Array.from({ length: 10 }, (_, n) => `line ${n}`))
  expect([log.first, log.end]).toEqual([-7, 3])
  expect(new TextDecoder().decode(log.line(0).bytes)).toBe('line 7')
})

test('wherever the recent lines begin, and however many have one stamp, each is there once', () => {
  assert(
    property(array(nat(3), { minLength: 1, maxLength: 30 }), nat(30), (steps, tail) => {
      let stamp = 0
      const entries = steps.map((step, n) => entry((stamp += step), `line ${n}\n`))
      const log = readBothWays(entries, Math.min(tail, entries.length))
      const all = tail === 0 ? [] : steps.map((_, n) => `line ${n}`)
      expect(texts(log)).toEqual(all)
    }),
  )
})

test('of a long line that the engine began within, the whole is kept', () => {
  const parts = [
    entry(1, 'first\n'),
    entry(2, 'a'.repeat(9)),
    entry(2, 'b'.repeat(9)),
    entry(2, 'c\n'),
  ]
  const log = readBothWays([...parts, entry(3, 'last\n')], 2)
  expect(texts(log)).toEqual(['first', `${'a'.repeat(9)}${'b'.repeat(9)}c`, 'last'])
  expect(log.run(log.first, 9).lines + log.run(1, 9).lines).toBe(3)
})

test('an older reading that goes on past the first known line says so', () => {
  const log = new LogLines(MIB)
  log.readRecent().take(entry(5, 'five\n'))
  const older = log.readOlder()
  older?.take(entry(4, 'four\n'))
  expect(older?.isMet).toBe(false)
  older?.take(entry(6, 'six\n'))
  expect([older?.isMet, older?.lines]).toEqual([true, 1])
  older?.end()
  expect(texts(log)).toEqual(['four', 'five'])
})

test('until the older lines are whole, they are not there', () => {
  const log = new LogLines(MIB)
  log.readRecent().take(entry(5, 'five\n'))
  log.readOlder()?.take(entry(4, 'four\n'))
  expect(texts(log)).toEqual(['five'])
})

test('a note that stands before the first line doubles no line that was printed before its moment', () => {
  for (const at of [{ seconds: 1_795_468_601, nanos: 50 }, undefined]) {
    const log = new LogLines(64 * MIB)
    const recent = log.readRecent(at ? {} : { noteBefore: 'started' })
    if (at) log.note(0, 'started', at)
    const entries = [entry(40, 'early\n'), entry(60, 'late\n')]
    for (const one of entries) recent.take(one)
    const older = log.readOlder()
    for (const one of entries) older?.take(one)
    older?.end()
    expect(texts(log)).toEqual(['started', 'early', 'late'])
  }
})

test('a log without stamps has no older lines that could be told from the others', () => {
  const log = new LogLines(MIB)
  log.readRecent().take(encodeFrame('stdout', encode('no stamp\n')))
  expect(log.readOlder()).toBeUndefined()
})

test('a log that is read on after a break has each line once, and a note where one is wanted', () => {
  const log = new LogLines(MIB)
  const first = log.readRecent()
  first.take(entry(1, 'one\n'))
  first.take(entry(2, 'tw'))
  const second = log.readRecent({ noteBefore: '── web started again ──' })
  for (const one of [entry(1, 'one\n'), entry(2, 'two\n'), entry(3, 'three\n')]) second.take(one)
  expect(texts(log)).toEqual(['one', 'tw', '── web started again ──', 'o', 'three'])
  const third = log.readRecent()
  third.take(entry(9, 'far on\n'))
  expect(texts(log).slice(-2)).toEqual(['── Lines may be missing here ──', 'far on'])
})

test('streams that come in turns keep their own lines', () => {
  const log = new LogLines(MIB)
  const intake = log.readRecent()
  intake.take(entry(1, 'out\n'))
  intake.take(entry(2, 'err\n', 'stderr'))
  expect([log.line(0).source, log.line(1).source]).toEqual(['stdout', 'stderr'])
})

test('colours that a line leaves on are known where the next begins, in older lines too', () => {
  const entries = [
    entry(1, '\u001b[31mred\n'),
    entry(2, 'still\n'),
    entry(3, '\u001b[0mplain\n'),
    entry(4, 'x\n'),
  ]
  const log = readBothWays(entries, 1)
  expect([-3, -2, -1, 0].map((line) => log.coloursAt(line))).toEqual([
    '',
    '\u001b[31m',
    '\u001b[31m',
    '',
  ])
})

test('beyond the budget the oldest lines give way', () => {
  const log = new LogLines(2 * MIB)
  const intake = log.readRecent()
  for (let n = 0; n < 5000; n++) intake.take(entry(n, `${'x'.repeat(1000)}\n`))
  expect(log.isCut).toBe(true)
  expect(log.first).toBeGreaterThan(2000)
  expect(log.lengthOf(log.first)).toBe(1000)
})

test('a line that was cut and whose end comes later is ended', () => {
  const log = new LogLines(8 * MIB)
  log.readRecent().take(entry(1, 'whole'))
  expect(log.line(0).end).toBe('none')
  const again = log.readRecent()
  again.take(entry(1, 'whole\r\n'))
  again.take(entry(2, 'next\n'))
  expect(texts(log)).toEqual(['whole', 'next'])
  expect(log.line(0).end).toBe('crlf')
})
