import { GrpcRefusal, INVALID_ARGUMENT } from './grpc-refusal.ts'

/** A message of gRPC has one byte that says whether it is compressed, and four of its length, before it. */
const PREFIX_BYTES = 5

/** What is asked is a name, or a number. */
const MAX_MESSAGE_BYTES = 64 * 1024

/** The messages of what comes, each whole. Throws a `GrpcRefusal` where they are none of ours. */
export async function* readFrames(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of chunks) {
    rest = Buffer.concat([rest, chunk])
    for (let end = endOfFirst(rest); end !== undefined; end = endOfFirst(rest)) {
      yield rest.subarray(PREFIX_BYTES, end)
      rest = rest.subarray(end)
    }
  }
  if (rest.length > 0) throw new GrpcRefusal(INVALID_ARGUMENT, 'this message is cut')
}

function endOfFirst(bytes: Buffer): number | undefined {
  if (bytes.length < PREFIX_BYTES) return undefined
  if (bytes[0] !== 0) throw new GrpcRefusal(INVALID_ARGUMENT, 'this is not a plain message')
  const length = bytes.readUInt32BE(1)
  if (length > MAX_MESSAGE_BYTES) throw new GrpcRefusal(INVALID_ARGUMENT, 'this is too long')
  const end = PREFIX_BYTES + length
  return end <= bytes.length ? end : undefined
}

/** What goes before a message of this length. */
export function framePrefix(length: number): Uint8Array {
  const prefix = Buffer.alloc(PREFIX_BYTES)
  prefix.writeUInt32BE(length, 1)
  return prefix
}
