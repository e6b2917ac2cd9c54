import { array, assert, constantFrom, nat, property, record, uint8Array } from 'fast-check'
import { expect, test } from 'vitest'
import { createFrameParser, encodeFrame, MAX_FRAME_BYTES, type Frame } from './frames.ts'

const aFrame = record({
  stream: constantFrom('stdin' as const, 'stdout' as const, 'stderr' as const),
  payload: uint8Array({ maxLength: 40 }),
})

test.each([false, true])(
  'frames come out as they went in, however the stream is split (views: %j)',
  (asViews) => {
    const splits = property(
      array(aFrame, { maxLength: 12 }),
      array(nat(), { maxLength: 12 }),
      (frames, cuts) => {
        const bytes = join(frames.map(({ stream, payload }) => encodeFrame(stream, payload)))
        const parser = createFrameParser({ asViews })
        const found = split(bytes, cuts).flatMap((chunk) => parser.push(chunk))
        parser.end()
        expect(found).toEqual(frames)
      },
    )
    assert(splits, { numRuns: 2000 })
  },
)

test('a frame split between all of its bytes is put together', () => {
  const parser = createFrameParser()
  const bytes = encodeFrame('stderr', text('hello'))
  const found = [...bytes].flatMap((byte) => parser.push(Uint8Array.of(byte)))
  expect(found).toEqual([{ stream: 'stderr', payload: text('hello') }])
})

test('an empty frame at the very end is not held back', () => {
  expect(createFrameParser().push(encodeFrame('stdout', text('')))).toHaveLength(1)
})

test('a frame does not change when the chunk that it came in is used again', () => {
  const chunk = encodeFrame('stdout', text('abc'))
  const [frame] = createFrameParser().push(chunk)
  chunk.fill(0)
  expect(frame?.payload).toEqual(text('abc'))
})

test.each([
  ['within its header', 5],
  ['before its payload', 8],
  ['within its payload', 10],
])('a stream cut %s is an error at its end', (_where, length) => {
  const parser = createFrameParser()
  expect(parser.push(encodeFrame('stdout', text('abc')).subarray(0, length))).toEqual([])
  expect(() => parser.end()).toThrow('ended in the middle of a frame')
})

test('a stream that ends between two frames is no error', () => {
  const parser = createFrameParser()
  parser.push(encodeFrame('stdout', text('abc')))
  expect(() => parser.end()).not.toThrow()
})

test.each([
  ['an unknown stream', [3, 0, 0, 0, 0, 0, 0, 1]],
  ['a header with other bytes', [1, 0, 7, 0, 0, 0, 0, 1]],
  ['text', [...text('plain te')]],
])('%s is not taken for frames', (_what, header) => {
  expect(() => createFrameParser().push(Uint8Array.from(header))).toThrow('not made of frames')
})

test('a frame of 4 GB is refused before anything is kept for it', () => {
  const header = Uint8Array.of(1, 0, 0, 0, 255, 255, 255, 255)
  expect(() => createFrameParser().push(header)).toThrow('too large')
})

test('a frame of the largest size passes', () => {
  const frame = encodeFrame('stdout', new Uint8Array(MAX_FRAME_BYTES))
  expect(createFrameParser().push(frame)[0]?.payload).toHaveLength(MAX_FRAME_BYTES)
})

test('40,000 blank lines in one chunk come through', () => {
  const chunk = repeat(encodeFrame('stdout', text('\n')), 40_000)
  expect(createFrameParser().push(chunk)).toHaveLength(40_000)
})

test('a million frames of one byte are parsed in one go', () => {
  const chunk = repeat(encodeFrame('stdout', text('x')), 10_000)
  const parser = createFrameParser()
  const start = Date.now()
  let count = 0
  for (let i = 0; i < 100; i++) count += parser.push(chunk).length
  expect(count).toBe(1_000_000)
  // Half a second on a quiet machine; work that grows with the square would take minutes.
  expect(Date.now() - start).toBeLessThan(6000)
})

function text(value: string): Uint8Array {
  return Uint8Array.from({ length: value.length }, (_, at) => value.charCodeAt(at))
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]))
}

function repeat(part: Uint8Array, times: number): Uint8Array {
  const bytes = new Uint8Array(part.length * times)
  for (let i = 0; i < times; i++) bytes.set(part, i * part.length)
  return bytes
}

function split(bytes: Uint8Array, cuts: readonly number[]): readonly Uint8Array[] {
  const places = cuts.map((cut) => (bytes.length > 0 ? cut % bytes.length : 0))
  const at = [0, ...places.toSorted((a, b) => a - b), bytes.length]
  return at.slice(1).map((end, index): Frame['payload'] => bytes.subarray(at[index], end))
}
