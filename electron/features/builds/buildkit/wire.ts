import { badAnswer } from '../../../engine/index.ts'

/** One field of a protobuf message: a number, or the bytes of a text or of a message in it. */
export interface Field {
  readonly number: number
  readonly value: number | Uint8Array
}

/** A protobuf message: its fields, in their order. */
export type Message = readonly Field[]

/** A line of 1 MB has no more that mean something, and to read them takes some milliseconds. */
const MAX_FIELDS = 10_000

const VARINT = 0
const FIXED_64 = 1
const BYTES = 2
const FIXED_32 = 5

/** Seven bits a byte: an int64 has no more. */
const MAX_VARINT_BYTES = 10

/** So many are a number that is exact without a BigInt, which is slower. */
const EXACT_BYTES = 7

/** Throws `bad-answer` where the bytes are no message. */
export function readMessage(message: Uint8Array): Message {
  const fields: Field[] = []
  const cursor = { message, at: 0 }
  while (cursor.at < message.length) {
    if (fields.length === MAX_FIELDS) throw malformed()
    const field = readField(cursor)
    if (field) fields.push(field)
  }
  return fields
}

interface Cursor {
  readonly message: Uint8Array
  at: number
}

/** Nothing where it is a float, of which no message of ours has any. */
function readField(cursor: Cursor): Field | undefined {
  const tag = readVarint(cursor)
  const number = Math.floor(tag / 8)
  if (number < 1) throw malformed()
  switch (tag % 8) {
    case VARINT:
      return { number, value: readVarint(cursor) }
    case BYTES:
      return { number, value: take(cursor, readVarint(cursor)) }
    case FIXED_32:
      take(cursor, 4)
      return undefined
    case FIXED_64:
      take(cursor, 8)
      return undefined
    default:
      throw malformed()
  }
}

/** As int64; exact up to 2^53. */
function readVarint(cursor: Cursor): number {
  const start = cursor.at
  let value = 0
  for (let index = 0; index < MAX_VARINT_BYTES; index += 1) {
    const byte = cursor.message[cursor.at]
    if (byte === undefined) throw malformed()
    cursor.at += 1
    value += (byte & 0x7f) * 0x80 ** index
    if (byte < 0x80) {
      return index < EXACT_BYTES ? value : toInt64(cursor.message.subarray(start, cursor.at))
    }
  }
  throw malformed()
}

function toInt64(bytes: Uint8Array): number {
  const value = bytes.reduceRight((sum, byte) => (sum << 7n) | BigInt(byte & 0x7f), 0n)
  return Number(BigInt.asIntN(64, value))
}

function take(cursor: Cursor, length: number): Uint8Array {
  const end = cursor.at + length
  if (length < 0 || end > cursor.message.length) throw malformed()
  const bytes = cursor.message.subarray(cursor.at, end)
  cursor.at = end
  return bytes
}

function malformed(): Error {
  return badAnswer('BuildKit sent a message that cannot be read')
}

/** A field that holds bytes, as it goes before others in a message. */
export function writeBytes(number: number, bytes: Uint8Array): Uint8Array {
  return Buffer.concat([writeStart(number, bytes.length), bytes])
}

/** What goes before the bytes of a field. */
export function writeStart(number: number, length: number): Uint8Array {
  return Buffer.concat([writeVarint(number * 8 + BYTES), writeVarint(length)])
}

/** A field that holds an integer. */
export function writeNumber(number: number, value: number): Uint8Array {
  return Buffer.concat([writeVarint(number * 8 + VARINT), writeVarint(value)])
}

function writeVarint(value: number): Uint8Array {
  if (value < 0) return writeNegative(value)
  const bytes: number[] = []
  let rest = value
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) + 0x80)
    rest = Math.floor(rest / 0x80)
  }
  return Uint8Array.from([...bytes, rest])
}

/** As the int64 of 2^64 less. */
function writeNegative(value: number): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value))
  const bytes: number[] = []
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) + 0x80)
    rest >>= 7n
  }
  return Uint8Array.from([...bytes, Number(rest)])
}
