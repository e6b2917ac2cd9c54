import { performServerHandshake, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2'
import type { Duplex } from 'node:stream'
import { GrpcRefusal, INVALID_ARGUMENT, UNIMPLEMENTED, UNKNOWN } from './grpc-refusal.ts'

/** Answers a message with a message. Throws a `GrpcRefusal`; what else it throws is not told. */
export type GrpcMethod = (request: Uint8Array) => Promise<Uint8Array> | Uint8Array

/** By path: `/grpc.health.v1.Health/Check`. */
export type GrpcMethods = ReadonlyMap<string, GrpcMethod>

/** BuildKit asks for one thing at a time in each step. */
const MAX_QUESTIONS = 100

/** A question is a name. */
const MAX_REQUEST_BYTES = 64 * 1024

/** A message of gRPC has one byte that says whether it is compressed, and four of its length, before it. */
const PREFIX_BYTES = 5

const ANSWER = { ':status': 200, 'content-type': 'application/grpc' }

/** Answers what is asked on a connection by gRPC, until either side ends it; unary methods alone. */
export function serveGrpc(connection: Duplex, methods: GrpcMethods): ServerHttp2Session {
  const settings = { maxConcurrentStreams: MAX_QUESTIONS, enablePush: false }
  const session = performServerHandshake(connection, { settings })
  // Its end is that of the connection, which others watch; so is that of a question.
  session.on('error', () => {})
  session.on('stream', (stream, headers) => {
    stream.on('error', () => {})
    void answer(stream, methods.get(headers[':path'] ?? ''))
  })
  return session
}

async function answer(stream: ServerHttp2Stream, method: GrpcMethod | undefined): Promise<void> {
  try {
    if (!method) throw new GrpcRefusal(UNIMPLEMENTED, 'this client does not do that')
    reply(stream, await method(await readRequest(stream)))
  } catch (cause) {
    refuse(stream, cause)
  }
}

async function readRequest(stream: ServerHttp2Stream): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    // Who reads no further ends the stream: there is no answer to it.
    if (bytes > MAX_REQUEST_BYTES) throw new GrpcRefusal(INVALID_ARGUMENT, 'this is too long')
    chunks.push(chunk)
  }
  const framed = Buffer.concat(chunks)
  const isWhole =
    framed.length >= PREFIX_BYTES &&
    framed[0] === 0 &&
    framed.readUInt32BE(1) === framed.length - PREFIX_BYTES
  if (!isWhole) throw new GrpcRefusal(INVALID_ARGUMENT, 'this is not one plain message')
  return framed.subarray(PREFIX_BYTES)
}

function reply(stream: ServerHttp2Stream, message: Uint8Array): void {
  if (stream.destroyed || stream.closed) return
  const prefix = Buffer.alloc(PREFIX_BYTES)
  prefix.writeUInt32BE(message.length, 1)
  stream.respond(ANSWER, { waitForTrailers: true })
  stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }))
  stream.end(Buffer.concat([prefix, message]))
}

function refuse(stream: ServerHttp2Stream, cause: unknown): void {
  if (stream.destroyed || stream.closed) return
  const { status, message } =
    cause instanceof GrpcRefusal ? cause : { status: UNKNOWN, message: 'this client failed' }
  const told = { 'grpc-status': `${status}`, 'grpc-message': encodeURIComponent(message) }
  stream.respond({ ...ANSWER, ...told }, { endStream: true })
  stream.resume()
}
