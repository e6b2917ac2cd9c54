import { expect, test } from 'vitest'
import { encodeFrame } from '#shared/frames.ts'
import { logFileParts, type ChosenLines, type NamedFileStyle } from './log-file.ts'
import { LogLines } from './log-lines.ts'

const MIB = 1024 * 1024
const encode = (text: string) => new TextEncoder().encode(text)
const stampOf = (n: number) => `2026-11-23T21:16:41.${String(n).padStart(9, '0')}Z`
const STYLE: NamedFileStyle = {
  format: 'plain',
  keepsColours: true,
  isMerged: false,
  nameOf: (member) => `web-${member + 1}`,
}

/** A log of these texts, each a line with a stamp of its own. */
function logOf(texts: readonly (string | Uint8Array)[], stream: 'stdout' | 'stderr' = 'stdout') {
  const log = new LogLines(64 * MIB)
  const intake = log.readRecent()
  for (const [n, text] of texts.entries()) {
    const bytes = typeof text === 'string' ? encode(text) : text
    intake.take(encodeFrame(stream, encode(`${stampOf(n)} `)))
    intake.take(encodeFrame(stream, bytes))
  }
  return log
}

function allOf(log: LogLines): ChosenLines {
  return { from: log.first, end: log.end, atOrAfter: (line) => line, isAll: true }
}

function joined(pieces: readonly Uint8Array[]): readonly number[] {
  return pieces.flatMap((piece) => Array.from(piece))
}

function save(log: LogLines, style: Partial<NamedFileStyle> = {}, chosen = allOf(log)) {
  const parts = [...logFileParts(log, chosen, { ...STYLE, ...style })]
  return {
    text: parts.map(({ bytes }) => new TextDecoder().decode(bytes)).join(''),
    get bytes() {
      return joined(parts.map(({ bytes }) => bytes))
    },
    lines: parts.reduce((sum, { lines }) => sum + lines, 0),
    missed: parts.reduce((sum, { missed }) => sum + missed, 0),
  }
}

test('a plain file has the very bytes of the container, line ends included', () => {
  const invalid = Uint8Array.of(0xff, 0xfe, 0x0a)
  const texts = ['one\n', 'two\r\n', '\u001b[31mred\u001b[0m\n', invalid, '\n', 'no end']
  const { bytes, lines } = save(logOf(texts))
  const expected = texts.map((text) => (typeof text === 'string' ? encode(text) : text))
  expect(bytes).toEqual(joined(expected))
  expect(lines).toBe(6)
})

test('many lines are written in parts, and none is lost between them', () => {
  const texts = Array.from({ length: 40_000 }, (_, n) => `${n} ${'x'.repeat(n % 90)}\n`)
  const log = logOf(texts)
  const whole = texts.join('')
  expect(save(log).text).toBe(whole)
  expect(save(log, { keepsColours: false }).text).toBe(whole)
  expect(save(log, { format: 'json' }).lines).toBe(40_000)
})

test('stamps stand before the lines as the engine has them', () => {
  expect(save(logOf(['one\n', 'two\n']), { format: 'stamps' }).text).toBe(
    `${stampOf(0)} one\n${stampOf(1)} two\n`,
  )
})

test('colours are left out where they are not wanted', () => {
  const log = logOf(['\u001b[31mred\u001b[0m\n', 'plain\r\n'])
  expect(save(log, { keepsColours: false }).text).toBe('red\nplain\r\n')
})

test('a JSON line tells when, from where, and what; what is no UTF-8 is replaced', () => {
  const log = logOf(['say "hi"\n', Uint8Array.of(0x61, 0xff, 0x0a)], 'stderr')
  const lines = save(log, { format: 'json' }).text.split('\n')
  expect(JSON.parse(lines[0] ?? '')).toEqual({
    time: stampOf(0),
    stream: 'stderr',
    container: 'web-1',
    line: 'say "hi"',
  })
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ line: 'a\uFFFD' })
  expect(lines).toHaveLength(3)
})

test('of several containers each line of text begins with its own’s name', () => {
  expect(save(logOf(['one\n']), { isMerged: true }).text).toBe('web-1 | one\n')
  // What comes after a line without an end is another's, and begins its own.
  expect(save(logOf(['no end']), { isMerged: true }).text).toBe('web-1 | no end\n')
})

test('notes of ours are no lines of the log', () => {
  const log = new LogLines(MIB)
  log.readRecent().take(encodeFrame('stdout', encode(`${stampOf(1)} one\n`)))
  log.note(0, '── stopped ──', { seconds: 2_000_000_000, nanos: 0 })
  log.readRecent().take(encodeFrame('stdout', encode(`${stampOf(2)} two\n`)))
  expect(log.end).toBeGreaterThan(2)
  expect(save(log)).toMatchObject({ text: 'one\ntwo\n', lines: 2 })
})

test('only the lines that are chosen are written', () => {
  const log = logOf(['a\n', 'b\n', 'c\n', 'd\n'])
  const atOrAfter = (line: number) => line + (line % 2)
  const chosen = { from: 1, end: 4, atOrAfter, isAll: false }
  expect(save(log, {}, chosen).text).toBe('c\n')
})

test('lines that give way while others are written are counted', () => {
  const log = logOf(Array.from({ length: 1000 }, (_, n) => `${n}\n`))
  const chosen = { ...allOf(log), from: -50 }
  expect(save(log, {}, chosen)).toMatchObject({ lines: 1000, missed: 50 })
})
