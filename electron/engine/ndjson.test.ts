import { assert, asyncProperty, array, nat } from 'fast-check'
import { expect, test } from 'vitest'
import { readJsonLines } from './ndjson.ts'

test('objects come out whole, however the stream is split, letters of several bytes too', async () => {
  const sent = [{ name: 'héllo 🚢' }, { a: [1, 2] }, { b: '\n' }]
  const bytes = Buffer.from(sent.map((one) => `${JSON.stringify(one)}\n`).join(''))
  const splits = asyncProperty(array(nat(bytes.length), { maxLength: 20 }), async (cuts) => {
    const at = [0, ...cuts.toSorted((a, b) => a - b), bytes.length]
    const chunks = at.slice(1).map((end, index) => bytes.subarray(at[index], end))
    expect(await all(chunks)).toEqual(sent)
  })
  await assert(splits, { numRuns: 300 })
})

test('a last line without a line feed counts', async () => {
  expect(await all([Buffer.from('{"a":1}\n{"b":2}')])).toEqual([{ a: 1 }, { b: 2 }])
})

test('blank lines and carriage returns are passed over', async () => {
  expect(await all([Buffer.from('\r\n{"a":1}\r\n\n')])).toEqual([{ a: 1 }])
})

test.each(['{"a":', 'hello', '42', 'null'])('a line of %j is an error', async (line) => {
  await expect(all([Buffer.from(`${line}\n`)])).rejects.toMatchObject({ code: 'bad-answer' })
})

test('a line that does not end is refused before it fills the memory', async () => {
  const piece = Buffer.alloc(64 * 1024, 'x')
  await expect(all(Array.from({ length: 1000 }, () => piece))).rejects.toThrow('does not end')
})

async function all(chunks: readonly Uint8Array[]): Promise<object[]> {
  const found: object[] = []
  for await (const line of readJsonLines(stream(chunks))) found.push(line)
  return found
}

async function* stream(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks
}
