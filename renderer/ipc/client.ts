import { contract, type AppContract } from '#shared/contract/index.ts'
import { Yes, type Consent } from '#lib/consent.ts'
import { EngineError } from '#shared/errors.ts'
import type {
  Contract,
  Control,
  Endpoint,
  Feed,
  Input,
  Outcome,
  Output,
  Pipe,
  Request,
} from '#shared/ipc/define.ts'
import { OPEN, type OpenMessage, type PortEvent } from '#shared/ipc/wire.ts'
import { cancelled, isEnd, pipeOverPort, send, type ByteChannel, type OnData } from './pipe-port.ts'

/** What the window holds: `engine.containers.start({ connection, id }, yes)`. */
export type Client<C extends Contract> = {
  readonly [F in keyof C]: { readonly [E in keyof C[F]]: Method<C[F][E]> }
}

type Method<E extends Endpoint> = E extends Request
  ? (...args: [...Asked<E>, options?: RequestOptions]) => Promise<Output<E>>
  : E extends Feed
    ? (...args: [...Asked<E>, listener: FeedListener<E['value']>]) => () => void
    : E extends Pipe
      ? (...args: [...Asked<E>, onData: OnData]) => ByteChannel<Control<E>, Outcome<E>>
      : never

/** Whoever changes something on an engine says beside it whether a person was asked. */
type Asked<E extends Endpoint> = E['effect'] extends 'read'
  ? [input: Input<E>]
  : [input: Input<E>, consent: Consent]

export interface RequestOptions {
  readonly signal?: AbortSignal
  /** One that a person dropped: main is told where it is. */
  readonly dropped?: File
}

export interface FeedListener<Value> {
  onValue(value: Value): void
  /** The feed ended by itself; with an error when it failed. Never called after unsubscribing. */
  onEnd?(error: EngineError | undefined): void
}

/** The contract as functions. Only the paths are made here; types come from the contract. */
export const engine: Client<AppContract> = createClient(contract)

function createClient<C extends Contract>(from: C): Client<C> {
  const verbs = { request, feed, pipe }
  return mapValues(from, (endpoints, feature) =>
    mapValues(endpoints, ({ kind, effect }, name) => {
      const path = `${feature}.${name}`
      return (input: unknown, ...rest: unknown[]) => {
        const [consent, last] = effect === 'read' ? [undefined, ...rest] : rest
        const message = { path, input, ...(Yes.isIn(consent) && { confirmed: true as const }) }
        return verbs[kind](message, last as never)
      }
    }),
  ) as Client<C>
}

function request(message: OpenMessage, { signal, dropped }: RequestOptions = {}): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const onEvent = (event: PortEvent) => {
      if (!isEnd(event)) return
      port.close()
      if ('error' in event) reject(new EngineError(event.error))
      else resolve(event.value)
    }
    const port = open(message, onEvent, dropped)
    const cancel = () => {
      port.close()
      reject(cancelled())
    }
    if (signal?.aborted === true) cancel()
    else signal?.addEventListener('abort', cancel, { once: true })
  })
}

function feed(message: OpenMessage, listener: FeedListener<unknown>): () => void {
  const port = open(message, (event) => {
    if (isEnd(event)) {
      port.close()
      listener.onEnd?.('error' in event ? new EngineError(event.error) : undefined)
    } else if ('value' in event) {
      listener.onValue(event.value)
      send(port, { ack: 1 })
    }
  })
  return () => port.close()
}

function pipe(message: OpenMessage, onData: OnData): ByteChannel<unknown, unknown> {
  return pipeOverPort(connect(message), onData)
}

/** The port of a log, for whoever reads it with `pipeOverPort`: a worker. */
export function openLogPort(input: Input<AppContract['logs']['read']>): MessagePort {
  return connect({ path: 'logs.read', input })
}

/** The port that a file which was chosen is written through, for a worker. */
export function openSavePort(input: Input<AppContract['desktop']['saveFile']>): MessagePort {
  return connect({ path: 'desktop.saveFile', input })
}

function open(
  message: OpenMessage,
  onEvent: (event: PortEvent) => void,
  dropped?: File,
): MessagePort {
  const port = connect(message, dropped)
  port.onmessage = ({ data }: MessageEvent<PortEvent>) => onEvent(data)
  return port
}

function connect(message: OpenMessage, file?: File): MessagePort {
  const { port1, port2 } = new MessageChannel()
  // Posted, it would wait until the page has drawn what the same key or click has changed.
  window.dispatchEvent(
    new MessageEvent('message', {
      // What cannot be told to another process fails here, and not there in silence.
      data: structuredClone({ channel: OPEN, message, file }),
      origin: location.origin,
      source: window,
      ports: [port2],
    }),
  )
  return port1
}

function mapValues<V, R>(object: Readonly<Record<string, V>>, map: (value: V, key: string) => R) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]))
}
