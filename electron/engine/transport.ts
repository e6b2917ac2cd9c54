import { Agent, request, type ClientRequest, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { EngineError } from '#shared/errors.ts'
import type { Address } from './address.ts'
import { refusalFrom, type Opened } from './answer.ts'
import { cancelled, countDown, type CallLimits } from './call-limits.ts'
import { badAnswer, fromSystemError } from './system-errors.ts'

/** One HTTP request to the engine. */
export interface Order {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | undefined
}

export interface Transport {
  /**
   * Settles once the engine has said yes, at the latest at the deadline. Refusals are thrown.
   * The signal also ends the answer's body, however long that runs.
   */
  open(order: Order, limits: CallLimits): Promise<Opened>
  /** The raw connection after the engine switched protocols. Never half-open to us. */
  hijack(order: Order, limits: CallLimits): Promise<Socket>
  /** Ends the questions under way, with the reason. Changes go on: they may have been done. */
  giveUp(reason: EngineError): void
  close(): void
}

/** Ends one exchange, whatever it has come to. */
type End = (reason: EngineError) => void

/** Half-open tcp connections of shells are found this soon; unix sockets cannot be half-open. */
const KEEP_ALIVE_MS = 10_000

/** A proxy must not be mistaken for the address that we connect to. */
const HOST_HEADER = { host: 'docker' }

/**
 * HTTP to one engine, with nothing that can wait for ever. Each request has a connection of its
 * own: on a socket that costs 0.1 ms, and a connection that went stale in a pool would make the
 * outcome of an action unknown.
 */
export function createTransport(address: Address, endpoint: string): Transport {
  const agent = new Agent({ keepAlive: false })
  const questions = new Set<End>()
  const target =
    address.kind === 'socket'
      ? { socketPath: address.path }
      : { host: address.host, port: address.port }

  function send({ method, path, headers, body }: Order): ClientRequest {
    const length = body === undefined ? {} : { 'content-length': `${Buffer.byteLength(body)}` }
    const all = { ...HOST_HEADER, ...headers, ...length }
    const outgoing = request({ ...target, agent, method, path, headers: all })
    return outgoing.end(body)
  }

  return {
    async open(order, limits) {
      const group = order.method === 'GET' ? questions : new Set<End>()
      const opened = await exchange(send(order), limits, endpoint, group)
      if ('socket' in opened) throw unasked(opened.socket)
      return accept(opened, endpoint)
    },
    async hijack(order, limits) {
      const headers = { ...order.headers, connection: 'Upgrade', upgrade: 'tcp' }
      const opened = await exchange(send({ ...order, headers }), limits, endpoint, new Set())
      if ('socket' in opened) return keepOpen(opened.socket, limits)
      const { response } = await accept(opened, endpoint)
      response.destroy()
      throw badAnswer('The engine did not open a raw stream')
    },
    giveUp(reason) {
      for (const end of questions) end(reason)
    },
    close: () => agent.destroy(),
  }
}

/**
 * Until headers or an upgrade, whichever comes; every other end of it is an `EngineError`. It is
 * in the group for as long as it can be ended.
 */
function exchange(
  outgoing: ClientRequest,
  limits: CallLimits,
  endpoint: string,
  group: Set<End>,
): Promise<Opened | { readonly socket: Socket }> {
  return new Promise((resolve, reject) => {
    let response: IncomingMessage | undefined
    const end: End = (reason) => {
      // A running answer must end with the reason, not with Node's word for a cut one.
      response?.destroy(reason)
      outgoing.destroy(reason)
    }
    if (limits.signal?.aborted) {
      outgoing.on('error', () => {}).destroy()
      return reject(cancelled())
    }
    group.add(end)
    outgoing.once('close', () => group.delete(end))
    const countdown = countDown(limits, end)
    outgoing.on('error', (cause) => {
      countdown.settle()
      reject(fromSystemError(cause, endpoint))
    })
    outgoing.once('response', (answer) => {
      response = answer
      answer.once('close', countdown.settle)
      resolve({ response: answer, countdown })
    })
    outgoing.once('upgrade', (_answer, socket: Socket, head) => {
      countdown.settle()
      if (head.length > 0) socket.unshift(head)
      resolve({ socket })
    })
  })
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

function keepOpen(socket: Socket, { signal }: CallLimits): Socket {
  // Whoever reads sees the end of it; a write that comes too late must not end the app.
  socket.on('error', () => {})
  socket.setTimeout(0)
  socket.setNoDelay(true)
  socket.setKeepAlive(true, KEEP_ALIVE_MS)
  const onAbort = () => socket.destroy()
  signal?.addEventListener('abort', onAbort, { once: true })
  socket.once('close', () => signal?.removeEventListener('abort', onAbort))
  if (signal?.aborted) socket.destroy()
  return socket
}

function unasked(socket: Socket): EngineError {
  socket.on('error', () => {}).destroy()
  return badAnswer('The engine switched protocols without being asked')
}
