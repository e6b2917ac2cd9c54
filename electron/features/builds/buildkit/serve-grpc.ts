import { once } from 'node:events'
import {
  constants,
  performServerHandshake,
  type IncomingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2'
import type { Duplex } from 'node:stream'
import { framePrefix, readFrames } from './grpc-frames.ts'
import { GrpcRefusal, INVALID_ARGUMENT, UNIMPLEMENTED, UNKNOWN } from './grpc-refusal.ts'

/** Something that is asked. */
export interface GrpcCall {
  /** Aborts when it is over, whoever ended it. */
  readonly signal: AbortSignal
  /** What was said with it under a name, as often as it was. */
  said(name: string): readonly string[]
  /** What comes, message by message. Throws a `GrpcRefusal` where it is nothing that we take. */
  messages(): AsyncIterable<Uint8Array>
  /** Messages with their prefixes, in parts; settles when more is wanted. */
  send(parts: readonly Uint8Array[]): Promise<void>
}

/** Serves a call to its end. Throws a `GrpcRefusal`; what else it throws is not told. */
export type GrpcMethod = (call: GrpcCall) => Promise<void>

/** By path: `/grpc.health.v1.Health/Check`. */
export type GrpcMethods = ReadonlyMap<string, GrpcMethod>

/** BuildKit asks for one thing at a time in each step. */
const MAX_QUESTIONS = 100

/** Each path that a Dockerfile copies is one; Node would take no more than 128. */
const MAX_HEADERS = 20_000
const MAX_HEADER_BYTES = 1024 * 1024

const ANSWER = { ':status': 200, 'content-type': 'application/grpc' }

/** Answers what is asked on a connection by gRPC, until either side ends it. */
export function serveGrpc(connection: Duplex, methods: GrpcMethods): ServerHttp2Session {
  const session = performServerHandshake(connection, {
    maxHeaderListPairs: MAX_HEADERS,
    settings: {
      maxConcurrentStreams: MAX_QUESTIONS,
      maxHeaderListSize: MAX_HEADER_BYTES,
      enablePush: false,
    },
  })
  // Its end is that of the connection, which others watch; so is that of a question.
  session.on('error', () => {})
  const onStream = (
    stream: ServerHttp2Stream,
    headers: IncomingHttpHeaders,
    _flags: number,
    said: readonly string[],
  ) => {
    stream.on('error', () => {})
    void answer(stream, toCall(stream, said), methods.get(headers[':path'] ?? ''))
  }
  session.on('stream', onStream)
  return session
}

/** A method that answers a message with a message. */
export function unary(
  answerTo: (request: Uint8Array) => Promise<Uint8Array> | Uint8Array,
): GrpcMethod {
  return async (call) => {
    const message = await answerTo(await onlyOne(call.messages()))
    await call.send([framePrefix(message.length), message])
  }
}

async function onlyOne(messages: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  let only: Uint8Array | undefined
  for await (const message of messages) {
    if (only) throw new GrpcRefusal(INVALID_ARGUMENT, 'this is more than one message')
    only = message
  }
  if (only) return only
  throw new GrpcRefusal(INVALID_ARGUMENT, 'this is no message')
}

function toCall(stream: ServerHttp2Stream, said: readonly string[]): GrpcCall {
  const ending = new AbortController()
  stream.once('close', () => ending.abort())
  return {
    signal: ending.signal,
    said: (name) => said.filter((_value, at) => at % 2 === 1 && said[at - 1] === name),
    // Whoever reads no further may still answer.
    messages: () => readFrames(stream.iterator({ destroyOnReturn: false })),
    async send(parts) {
      ending.signal.throwIfAborted()
      begin(stream)
      // Together, each part is not a write of its own.
      stream.cork()
      let wantsMore = true
      for (const part of parts) wantsMore = stream.write(part)
      stream.uncork()
      if (!wantsMore) await once(stream, 'drain', { signal: ending.signal })
    },
  }
}

async function answer(
  stream: ServerHttp2Stream,
  call: GrpcCall,
  method: GrpcMethod | undefined,
): Promise<void> {
  try {
    if (!method) throw new GrpcRefusal(UNIMPLEMENTED, 'this client does not do that')
    await method(call)
    end(stream, { 'grpc-status': '0' })
  } catch (cause) {
    const { status, message } =
      cause instanceof GrpcRefusal ? cause : { status: UNKNOWN, message: 'this client failed' }
    const words = encodeURIComponent(toWellFormed(message))
    end(stream, { 'grpc-status': `${status}`, 'grpc-message': words })
  }
}

function begin(stream: ServerHttp2Stream): void {
  if (!stream.headersSent) stream.respond(ANSWER, { waitForTrailers: true })
}

function end(stream: ServerHttp2Stream, told: Readonly<Record<string, string>>): void {
  if (stream.destroyed || stream.closed) return
  begin(stream)
  stream.once('wantTrailers', () => {
    stream.sendTrailers(told)
    // What is still sent nobody wants. To close at once would overtake what was told.
    if (!stream.readableEnded) stream.session?.ping(() => stream.close(constants.NGHTTP2_NO_ERROR))
  })
  stream.resume()
  stream.end()
}

/** Names of files may be bytes that are no UTF-8. */
function toWellFormed(text: string): string {
  return Buffer.from(text).toString()
}
