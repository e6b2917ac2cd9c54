import { expect, test } from 'vitest'
import type { Frame } from '#shared/frames.ts'
import { createLastLines } from './last-lines.ts'

const frame = (text: string | Uint8Array, stream: Frame['stream'] = 'stdout'): Frame => ({
  stream,
  payload: Buffer.from(text),
})

function last(max: number, ...frames: readonly Frame[]) {
  const lines = createLastLines(max)
  for (const one of frames) lines.push([one])
  return lines.end()
}

const texts = (...frames: readonly Frame[]) => last(20, ...frames).map(({ text }) => text)

test('the last lines are kept, with the stream that each came from', () => {
  expect(last(2, frame('a\nb\n'), frame('c\n', 'stderr'), frame('d'))).toEqual([
    { stream: 'stderr', text: 'c' },
    { stream: 'stdout', text: 'd' },
  ])
})

test('a line and a character that are cut into frames are whole again', () => {
  const [begin, end] = [Buffer.from('grü').subarray(0, 3), Buffer.from('grün').subarray(3)]
  expect(texts(frame(begin), frame('other\n', 'stderr'), frame(end), frame('!\n'))).toEqual([
    'other',
    'grün!',
  ])
})

test('blank lines are lines, and a log without any has none', () => {
  expect(texts(frame('a\n\nb\n'))).toEqual(['a', '', 'b'])
  expect(texts()).toEqual([])
})

test.each([
  ['colours', '\u001b[1;31mred\u001b[0m', 'red'],
  ['cursor movements', 'a\u001b[2K\u001b[1Gb', 'ab'],
  ['titles', '\u001b]0;title\u0007a\u001b]8;;http://x\u001b\\b', 'ab'],
  ['carriage returns at the end', 'a\r\n', 'a'],
  ['single sequences', '\u001b7a\u001b8\u001b(Bb', 'ab'],
])('%s are left out', (_what, text, shown) => {
  expect(texts(frame(text))).toEqual([shown])
})

test('what else is invisible is shown as a mark', () => {
  expect(texts(frame('a\u0007b\u202ec\u001b'))).toEqual(['a␇b⟨202E⟩c␛'])
})

test('a line without end takes no more memory than its beginning', () => {
  const [line] = last(1, ...Array.from({ length: 100 }, () => frame('x'.repeat(16_000))))
  expect(line?.text).toBe(`${'x'.repeat(2000)}…`)
})
