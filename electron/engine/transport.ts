import { once } from 'node:events'
import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import type { Duplex, Readable } from 'node:stream'
import type { EngineError } from '#shared/errors.ts'
import { refusalFrom, type Opened } from './answer.ts'
import { cancelled, countDown, type CallLimits, type Countdown } from './call-limits.ts'
import { dialWithin } from './links/dial-within.ts'
import type { Link } from './links/link.ts'
import { badAnswer, fromSystemError } from './system-errors.ts'

/** One HTTP request to the engine. */
export interface Order {
  readonly method: string
  readonly path: string
  /** One that is a list is sent once for each. */
  readonly headers?: Readonly<Record<string, string | string[]>>
  /** A stream is sent as it comes; the deadline counts from its last bytes. */
  readonly body?: string | Readable | undefined
}

export interface Transport {
  /**
   * Settles once the engine has said yes, at the latest at the deadline. Refusals are thrown.
   * The signal also ends the answer's body, however long that runs.
   */
  open(order: Order, limits: CallLimits): Promise<Opened>
  /** The raw connection after the engine switched protocols, to `tcp` by itself. Never half-open to us. */
  hijack(order: Order, limits: CallLimits): Promise<Duplex>
  /** Ends the questions under way, with the reason. Changes go on: they may have been done. */
  giveUp(reason: EngineError): void
  /** Ends the link; what is open breaks off. */
  close(): Promise<void>
}

/** Ends one exchange, whatever it has come to. */
type End = (reason: EngineError) => void

/** Half-open tcp connections of shells are found this soon; unix sockets cannot be half-open. */
const KEEP_ALIVE_MS = 10_000

/** A proxy must not be mistaken for the address that we connect to. */
const HOST_HEADER = { host: 'docker' }

/**
 * HTTP to one engine, with nothing that can wait for ever. Each request dials a stream of its own:
 * on a socket that costs 0.1 ms, and a connection that went stale in a pool would make the outcome
 * of an action unknown.
 */
export function createTransport(link: Link, endpoint: string): Transport {
  const questions = new Set<End>()

  /** Until headers or an upgrade, whichever comes; every other end of it is an `EngineError`. */
  async function exchange(order: Order, limits: CallLimits): Promise<Opened | Switched> {
    const { body } = order
    // It may fail before anybody reads it.
    if (typeof body === 'object') body.on('error', () => {})
    if (limits.signal?.aborted) {
      if (typeof body === 'object') body.destroy()
      throw cancelled()
    }
    const ending = new AbortController()
    const end: End = (reason) => ending.abort(reason)
    const countdown = countDown(limits, end)
    if (order.method === 'GET') questions.add(end)
    try {
      const stream = await dialWithin(link, ending.signal)
      stream.once('close', () => questions.delete(end))
      return await converse(stream, order, countdown, ending.signal)
    } catch (cause) {
      questions.delete(end)
      countdown.settle()
      if (typeof body === 'object') body.destroy()
      throw fromSystemError(cause, endpoint)
    }
  }

  return {
    async open(order, limits) {
      const opened = await exchange(order, limits)
      if ('stream' in opened) throw unasked(opened.stream)
      return accept(opened, endpoint)
    },
    async hijack(order, limits) {
      const headers = { upgrade: 'tcp', ...order.headers, connection: 'Upgrade' }
      const opened = await exchange({ ...order, headers }, limits)
      if ('stream' in opened) return keepOpen(opened.stream, limits)
      const { response } = await accept(opened, endpoint)
      response.destroy()
      throw badAnswer('The engine did not open a raw stream')
    },
    giveUp(reason) {
      for (const end of questions) end(reason)
    },
    close: () => link.close(),
  }
}

/** The engine left HTTP: what follows is raw. */
interface Switched {
  readonly stream: Duplex
}

/** Asks on a stream that nothing else uses; it ends with the answer, or when `ending` aborts. */
function converse(
  stream: Duplex,
  order: Order,
  countdown: Countdown,
  ending: AbortSignal,
): Promise<Opened | Switched> {
  return new Promise((resolve, reject) => {
    let response: IncomingMessage | undefined
    const fail = (cause: unknown) => {
      stream.destroy()
      reject(cause)
    }
    if (ending.aborted) return fail(ending.reason)
    if (stream.destroyed) return fail(stream.errored ?? hungUp())
    stream.on('error', fail)
    stream.once('close', () => fail(hungUp()))
    const outgoing = send(stream, order, countdown)
    ending.addEventListener('abort', () => {
      // A running answer must end with the reason, not with Node's word for a cut one.
      response?.destroy(ending.reason)
      outgoing.destroy(ending.reason)
      fail(ending.reason)
    })
    outgoing.on('error', fail)
    outgoing.once('response', (answer) => {
      response = answer
      answer.once('close', () => {
        countdown.settle()
        stream.destroy()
      })
      resolve({ response: answer, countdown })
    })
    outgoing.once('upgrade', (_answer, upgraded: Duplex, head) => {
      countdown.settle()
      if (head.length > 0) upgraded.unshift(head)
      resolve({ stream: upgraded })
    })
  })
}

function send(
  stream: Duplex,
  { method, path, headers, body }: Order,
  countdown: Countdown,
): ClientRequest {
  const length = typeof body === 'string' ? { 'content-length': `${Buffer.byteLength(body)}` } : {}
  const all = { ...HOST_HEADER, ...headers, ...length }
  const outgoing = request({ createConnection: () => stream, method, path, headers: all })
  if (body === undefined || typeof body === 'string') return outgoing.end(body)
  void sendBody(body, outgoing, countdown)
  return outgoing
}

/** As fast as the engine takes it; a long one may take its time, and only one that stands still is late. */
async function sendBody(body: Readable, outgoing: ClientRequest, countdown: Countdown) {
  let isAnswered = false
  // An engine that answers before it has all wants no more of it.
  outgoing.once('response', () => {
    isAnswered = true
    body.destroy()
  })
  outgoing.once('close', () => body.destroy())
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      countdown.restart()
      if (!outgoing.write(chunk)) await once(outgoing, 'drain')
    }
    countdown.restart()
    outgoing.end()
  } catch (cause) {
    if (!isAnswered) outgoing.destroy(cause as Error)
  }
}

/** Lets yes through. A redirect would lead to another host than the one that was chosen. */
async function accept(opened: Opened, endpoint: string): Promise<Opened> {
  const { statusCode = 0, headers } = opened.response
  if ((statusCode >= 200 && statusCode < 300) || statusCode === 304) return opened
  if (statusCode >= 300 && statusCode < 400) {
    opened.response.destroy()
    throw badAnswer(
      `The engine answered with a redirect to "${headers.location ?? ''}"`,
      statusCode,
    )
  }
  throw await refusalFrom(opened.response, endpoint)
}

function keepOpen(stream: Duplex, { signal }: CallLimits): Duplex {
  // Whoever reads sees the end of it; a write that comes too late must not end the app.
  stream.on('error', () => {})
  stream.allowHalfOpen = false
  if (stream instanceof Socket) {
    stream.setTimeout(0)
    stream.setNoDelay(true)
    stream.setKeepAlive(true, KEEP_ALIVE_MS)
  }
  const onAbort = () => stream.destroy()
  signal?.addEventListener('abort', onAbort, { once: true })
  stream.once('close', () => signal?.removeEventListener('abort', onAbort))
  if (signal?.aborted) stream.destroy()
  return stream
}

function unasked(stream: Duplex): EngineError {
  stream.on('error', () => {}).destroy()
  return badAnswer('The engine switched protocols without being asked')
}

/** What Node says of a stream that ends before its answer. */
function hungUp(): Error {
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
}
