import { array, assert, constantFrom, nat, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import type { Frame } from '#shared/frames.ts'
import { createByteLineReader, type LinePart } from './byte-lines.ts'

/** A part, with its bytes as text. */
interface Told extends Omit<LinePart, 'bytes'> {
  readonly text: string
}

const bytes = (text: string) => new TextEncoder().encode(text)
const stampOf = (n: number) => `2026-11-23T21:16:41.${String(n).padStart(9, '0')}Z`

const at = (n: number) => ({ seconds: Date.UTC(2026, 10, 23, 21, 16, 41) / 1000, nanos: n })

/** Lines as `stdout text`. */
function joined(lines: readonly Told[]): readonly string[] {
  return lines.map(({ source, text }) => `${source} ${text}`)
}

function readAll(frames: readonly Frame[]): readonly Told[] {
  const whole: { part: Omit<LinePart, 'bytes'>; raw: number[] }[] = []
  const reader = createByteLineReader(({ bytes: own, ...part }) => {
    // A character may be cut between two parts, so they are joined before they are text.
    const open = part.starts
      ? undefined
      : whole.findLast((line) => line.part.source === part.source)
    if (open) open.raw.push(...own)
    else whole.push({ part, raw: [...own] })
  })
  for (const { stream, payload } of frames) {
    reader.read(stream === 'stderr' ? 'stderr' : 'stdout', payload)
  }
  reader.end()
  const decoder = new TextDecoder()
  return whole.map(({ part, raw }) =>
    Object.assign({ text: decoder.decode(Uint8Array.from(raw)) }, part),
  )
}

test('each line has its stream and its stamp, and not the stamp in its text', () => {
  const frames: Frame[] = [
    { stream: 'stdout', payload: bytes(`${stampOf(1)} out\n`) },
    { stream: 'stderr', payload: bytes(`${stampOf(2)} err\n`) },
  ]
  expect(readAll(frames)).toEqual([
    { source: 'stdout', stamp: at(1), text: 'out', end: 'lf', starts: true },
    { source: 'stderr', stamp: at(2), text: 'err', end: 'lf', starts: true },
  ])
})

test('blank lines are lines', () => {
  const payload = bytes(`${stampOf(1)} \n${stampOf(2)} \n`)
  expect(joined(readAll([{ stream: 'stdout', payload }]))).toEqual(['stdout ', 'stdout '])
})

test('the parts of a line over 16 KiB are joined, without the stamp that each repeats', () => {
  const part = 'x'.repeat(16_384)
  const frames: Frame[] = [part, part, 'end\n'].map((text) => ({
    stream: 'stdout',
    payload: bytes(`${stampOf(7)} ${text}`),
  }))
  expect(joined(readAll(frames))).toEqual([`stdout ${part}${part}end`])
})

test('a log without stamps is read all the same', () => {
  const payload = bytes('no stamp here\n')
  expect(readAll([{ stream: 'stdout', payload }])).toEqual([
    { source: 'stdout', stamp: undefined, text: 'no stamp here', end: 'lf', starts: true },
  ])
})

test('the stream of a terminal reads the same wherever it is cut', () => {
  const text = string({ unit: 'grapheme' }).map((line) => line.replace(/[\r\n]/g, ''))
  assert(
    property(array(text, { maxLength: 6 }), array(nat(200)), (lines, cuts) => {
      const whole = bytes(lines.map((line, n) => `${stampOf(n)} ${line}\n`).join(''))
      const ends = [...cuts.map((cut) => Math.min(cut, whole.length)), whole.length].toSorted(
        (a, b) => a - b,
      )
      const frames = ends.map((end, index): Frame => ({
        stream: 'stdout',
        payload: whole.subarray(ends[index - 1] ?? 0, end),
      }))
      expect(joined(readAll(frames))).toEqual(lines.map((line) => `stdout ${line}`))
    }),
  )
})

test('each stream keeps its own lines, whichever way they come in turns', () => {
  assert(
    property(array(constantFrom('stdout' as const, 'stderr' as const)), (streams) => {
      const frames = streams.map((stream, n): Frame => ({
        stream,
        payload: bytes(`${stampOf(n)} line ${n}\n`),
      }))
      expect(joined(readAll(frames))).toEqual(streams.map((stream, n) => `${stream} line ${n}`))
    }),
  )
})

test('what a line ended with is told, so that it can be written as it was', () => {
  const ends = (text: string) => readAll([{ stream: 'stdout', payload: bytes(text) }])
  expect(ends('a\nb\r\n\r\nc').map(({ text, end }) => [text, end])).toEqual([
    ['a', 'lf'],
    ['b', 'crlf'],
    ['', 'crlf'],
    ['c', 'none'],
  ])
})
