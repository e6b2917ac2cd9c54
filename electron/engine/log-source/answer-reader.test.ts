import { request } from 'node:http'
import { Duplex } from 'node:stream'
import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  nat,
  oneof,
  record,
  uint8Array,
} from 'fast-check'
import { expect, test } from 'vitest'
import type { AnswerHead } from './answer-head.ts'
import { createAnswerReader } from './answer-reader.ts'

/** What a reader made of an answer; nothing where no head came. */
type Read = { status: number; type: unknown; body: Buffer; isWhole: boolean } | undefined

const HEAD = 'HTTP/1.1 200 OK\r\nContent-Type: a/b\r\n'
const CHUNKED = `${HEAD}Transfer-Encoding: chunked\r\n\r\n`

const aPart = uint8Array({ minLength: 1, maxLength: 40 })
const aChunkedBody = record({
  parts: array(aPart, { maxLength: 6 }),
  extension: constantFrom('', ';a', ';a=b'),
  trailer: constantFrom('', 'X-Sum: 1\r\n', 'X-Sum: 1\r\nX-Other: 22\r\n'),
  upper: constantFrom(true, false),
}).map(({ parts, extension, trailer, upper }) => {
  const size = (part: Uint8Array) => {
    const digits = part.length.toString(16)
    return `${upper ? digits.toUpperCase() : digits}${extension}\r\n`
  }
  const chunks = parts.flatMap((part) => [bytes(size(part)), part, bytes('\r\n')])
  return Buffer.concat([bytes(CHUNKED), ...chunks, bytes(`0\r\n${trailer}\r\n`)])
})
const aBodyOfKnownLength = aPart.map((body) =>
  Buffer.concat([bytes(`${HEAD}Content-Length: ${body.length}\r\n\r\n`), body]),
)
const aBodyUntilTheEnd = aPart.map((body) => Buffer.concat([bytes(`${HEAD}\r\n`), body]))

test('an answer is read as Node’s own parser reads it, however it is cut and wherever it ends', async () => {
  const agree = asyncProperty(
    oneof(aChunkedBody, aBodyOfKnownLength, aBodyUntilTheEnd),
    array(nat(), { maxLength: 12 }),
    oneof(constantFrom(Infinity), nat({ max: 400 })),
    async (answer, cuts, end) => {
      const pieces = split(answer.subarray(0, end), cuts)
      expect(ours(pieces)).toEqual(await byNode(pieces))
    },
  )
  await assert(agree, { numRuns: 500 })
})

test('an answer split between all of its bytes is put together', () => {
  const answer = bytes(`${CHUNKED}3\r\nabc\r\n1;x=y\r\nd\r\n0\r\n\r\n`)
  const read = ours([...answer].map((byte) => Uint8Array.of(byte)))
  expect(read).toEqual({ status: 200, type: 'a/b', body: bytes('abcd'), isWhole: true })
})

test('an announcement of the answer proper is passed over', () => {
  const read = ours([bytes('HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 404 No\r\n\r\nb')])
  expect(read).toMatchObject({ status: 404, body: bytes('b') })
})

test('a switch of protocols is an answer', () => {
  expect(ours([bytes('HTTP/1.1 101 UPGRADED\r\nUpgrade: tcp\r\n\r\n')])?.status).toBe(101)
})

test('what comes after the body is not looked at', () => {
  const chunked = ours([bytes(`${CHUNKED}1\r\na\r\n0\r\n\r\nmore`)])
  expect(chunked).toMatchObject({ body: bytes('a'), isWhole: true })
  const known = ours([bytes(`${HEAD}Content-Length: 1\r\n\r\namore`)])
  expect(known).toMatchObject({ body: bytes('a'), isWhole: true })
})

test.each([
  ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n'],
  ['the first byte of another protocol', '\u0015'],
  ['a status of two digits', 'HTTP/1.1 20 OK\r\n\r\n'],
  ['another version', 'HTTP/2.0 200 OK\r\n\r\n'],
  ['a header without a colon', 'HTTP/1.1 200 OK\r\nhello\r\n\r\n'],
  ['a header without a name', 'HTTP/1.1 200 OK\r\n: x\r\n\r\n'],
  ['a header that goes on in the next line', 'HTTP/1.1 200 OK\r\nA: b\r\n c\r\n\r\n'],
  ['endless headers', `HTTP/1.1 200 OK\r\n${'A: b\r\n'.repeat(3000)}`],
  ['an endless header', `HTTP/1.1 200 OK\r\nA: ${'b'.repeat(17_000)}`],
  ['a length that is no number', `${HEAD}Content-Length: 1x\r\n\r\n`],
  ['a negative length', `${HEAD}Content-Length: -1\r\n\r\n`],
  ['two lengths', `${HEAD}Content-Length: 1\r\nContent-Length: 2\r\n\r\n`],
  ['a length and chunks', `${HEAD}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`],
  ['another coding', `${HEAD}Transfer-Encoding: gzip, chunked\r\n\r\n`],
  ['a size that is no number', `${CHUNKED}x\r\n`],
  ['a size with a space after it', `${CHUNKED}1 \r\n`],
  ['an empty size', `${CHUNKED}\r\n`],
  ['an extension without a size', `${CHUNKED};a\r\n`],
  ['a size with a break within', `${CHUNKED}1\r2\r\n`],
  ['a size without its whole break', `${CHUNKED}1\na`],
  ['an endless size', `${CHUNKED}${'0'.repeat(11)}`],
  ['an endless extension', `${CHUNKED}1;${'a'.repeat(17_000)}`],
  ['a chunk that is longer than its size', `${CHUNKED}1\r\nab`],
  ['a chunk without its whole break', `${CHUNKED}1\r\na\rb`],
  ['an endless trailer', `${CHUNKED}0\r\n${'A: b\r\n'.repeat(5000)}`],
])('%s is refused', (_what, answer) => {
  expect(() => ours([bytes(answer)])).toThrow(expect.objectContaining({ name: 'AnswerError' }))
})

function ours(pieces: readonly Uint8Array[]): Read {
  let head: AnswerHead | undefined
  const parts: Uint8Array[] = []
  const reader = createAnswerReader({
    onHead: (found) => (head = found),
    onBody: (part) => parts.push(part.slice()),
  })
  for (const piece of pieces) reader.push(piece)
  if (!head) return undefined
  return {
    status: head.status,
    type: head.headers.get('content-type'),
    body: Buffer.concat(parts),
    isWhole: reader.isWholeAtEnd,
  }
}

function byNode(pieces: readonly Uint8Array[]): Promise<Read> {
  const stream = new Duplex({ read() {}, write: (_chunk, _encoding, done) => done() })
  const asked = request({ createConnection: () => stream }).end()
  for (const piece of pieces) stream.push(piece)
  stream.push(null)
  return new Promise((resolve) => {
    asked.once('error', () => resolve(undefined))
    asked.once('response', (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part)).on('error', () => {})
      response.once('close', () => {
        const { statusCode: status = 0, headers, complete: isWhole } = response
        resolve({ status, type: headers['content-type'], body: Buffer.concat(parts), isWhole })
      })
    })
  })
}

function split(answer: Buffer, cuts: readonly number[]): readonly Uint8Array[] {
  const places = cuts.map((cut) => cut % (answer.length + 1)).toSorted((a, b) => a - b)
  const starts = [0, ...places]
  return starts
    .map((start, index) => answer.subarray(start, starts[index + 1]))
    .filter((piece) => piece.length > 0)
}

function bytes(text: string): Buffer {
  return Buffer.from(text, 'latin1')
}
