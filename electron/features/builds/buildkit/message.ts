import { readMessage, type Field, type Message } from './wire.ts'

// What a message has in the field of a number; what is absent reads as empty, as protobuf has it.

/** 0 where it is absent. */
export function numberIn(message: Message, wanted: number): number {
  // Of several values of a field that has one, the last one counts.
  const found = message.findLast(({ number, value }) => number === wanted && !isBytes(value))
  return found && !isBytes(found.value) ? found.value : 0
}

/** What it holds itself: it is not copied. */
export function bytesIn(message: Message, wanted: number): Uint8Array {
  return lastBytes(message, wanted) ?? NOTHING
}

/** As UTF-8. */
export function textIn(message: Message, wanted: number): string {
  return toText(bytesIn(message, wanted))
}

/** Each of a field that has several. */
export function textsIn(message: Message, wanted: number): readonly string[] {
  return allBytes(message, wanted).map(toText)
}

/** Throws `bad-answer` where it is none. */
export function messageIn(message: Message, wanted: number): Message | undefined {
  const found = lastBytes(message, wanted)
  return found && readMessage(found)
}

/** The same of a field that has several. */
export function messagesIn(message: Message, wanted: number): readonly Message[] {
  return allBytes(message, wanted).map(readMessage)
}

const NOTHING = new Uint8Array()

function lastBytes(message: Message, wanted: number): Uint8Array | undefined {
  const found = message.findLast(({ number, value }) => number === wanted && isBytes(value))
  return found && isBytes(found.value) ? found.value : undefined
}

function allBytes(message: Message, wanted: number): readonly Uint8Array[] {
  return message.flatMap(({ number, value }) => (number === wanted && isBytes(value) ? value : []))
}

function isBytes(value: Field['value']): value is Uint8Array {
  return typeof value !== 'number'
}

function toText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()
}
