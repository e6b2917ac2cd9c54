import { readFields } from './wire.ts'

/** A protobuf message by the numbers of its fields; one that is absent reads as empty. */
export interface Message {
  /** 0 where it is absent. */
  number(field: number): number
  text(field: number): string
  bytes(field: number): Uint8Array
  message(field: number): Message | undefined
  texts(field: number): readonly string[]
  messages(field: number): readonly Message[]
}

/** Reads a message. Throws `bad-answer` where the bytes are none. */
export function readMessage(bytes: Uint8Array): Message {
  const fields = readFields(bytes)
  const all = (wanted: number) =>
    fields.flatMap((field) => (field.number === wanted && 'bytes' in field ? [field.bytes] : []))
  // Of several values of a field that has one, the last one counts.
  const last = (wanted: number) => all(wanted).at(-1)
  return {
    number(wanted) {
      const field = fields.findLast((one) => one.number === wanted && 'value' in one)
      return field && 'value' in field ? field.value : 0
    },
    text: (wanted) => toText(last(wanted) ?? NOTHING),
    bytes: (wanted) => last(wanted) ?? NOTHING,
    message(wanted) {
      const found = last(wanted)
      return found && readMessage(found)
    },
    texts: (wanted) => all(wanted).map(toText),
    messages: (wanted) => all(wanted).map(readMessage),
  }
}

const NOTHING = new Uint8Array()

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
}
