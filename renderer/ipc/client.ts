import { contract, type AppContract } from '#shared/contract/index.ts'
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
import {
  OPEN,
  PIPE_FLOW,
  type OpenMessage,
  type PortCommand,
  type PortEvent,
} from '#shared/ipc/wire.ts'

/** What the window holds: `engine.containers.start({ connection, id })`. */
export type Client<C extends Contract> = {
  readonly [F in keyof C]: { readonly [E in keyof C[F]]: Method<C[F][E]> }
}

type Method<E extends Endpoint> = E extends Request
  ? (input: Input<E>, options?: RequestOptions) => Promise<Output<E>>
  : E extends Feed
    ? (input: Input<E>, listener: FeedListener<E['value']>) => () => void
    : E extends Pipe
      ? (input: Input<E>, onData: OnData) => ByteChannel<Control<E>, Outcome<E>>
      : never

export interface RequestOptions {
  readonly signal?: AbortSignal
}

export interface FeedListener<Value> {
  onValue(value: Value): void
  /** The feed ended by itself; with an error when it failed. Never called after unsubscribing. */
  onEnd?(error: EngineError | undefined): void
}

/** Call `done` when the chunk is drawn: the engine is held back while too much is outstanding. */
export type OnData = (chunk: Uint8Array, done: () => void) => void

export interface ByteChannel<Ctl, End> {
  /** Resolves when more may be written. */
  write(chunk: Uint8Array): Promise<void>
  control(message: Ctl): void
  /** Ends it on the engine too. `ended` then rejects with `cancelled`. */
  close(): void
  readonly ended: Promise<End>
}

/** The contract as functions. Only the paths are made here; types come from the contract. */
export const engine: Client<AppContract> = createClient(contract)

function createClient<C extends Contract>(from: C): Client<C> {
  const verbs = { request, feed, pipe }
  return mapValues(from, (endpoints, feature) =>
    mapValues(endpoints, ({ kind }, name) => {
      const path = `${feature}.${name}`
      return (input: unknown, second: never) => verbs[kind]({ path, input }, second)
    }),
  ) as Client<C>
}

function request(message: OpenMessage, { signal }: RequestOptions = {}): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const port = open(message, (event) => {
      if (!isEnd(event)) return
      port.close()
      if ('error' in event) reject(new EngineError(event.error))
      else resolve(event.value)
    })
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
  const room = createRoom()
  let settle: { resolve(value: unknown): void; reject(error: EngineError): void }
  const ended = new Promise<unknown>((resolve, reject) => (settle = { resolve, reject }))
  // Whoever does not wait for the end has nothing to say about it.
  ended.catch(() => {})

  const port = open(message, (event) => {
    if (event instanceof Uint8Array) {
      onData(event, () => send(port, { ack: event.byteLength }))
    } else if (isEnd(event)) {
      port.close()
      if ('error' in event) settle.reject(new EngineError(event.error))
      else settle.resolve(event.value)
    } else if ('ack' in event) room.give(event.ack)
  })
  return {
    write(chunk) {
      port.postMessage(chunk)
      return room.take(chunk.byteLength)
    },
    control: (control) => send(port, { control }),
    close() {
      port.close()
      settle.reject(cancelled())
    },
    ended,
  }
}

/** Room for bytes that main has not taken in yet. */
function createRoom() {
  let outstanding = 0
  const waiting: (() => void)[] = []
  return {
    take(bytes: number): Promise<void> {
      outstanding += bytes
      if (outstanding <= PIPE_FLOW.high) return Promise.resolve()
      return new Promise((resolve) => waiting.push(resolve))
    },
    give(bytes: number) {
      outstanding -= bytes
      if (outstanding <= PIPE_FLOW.low) for (const resume of waiting.splice(0)) resume()
    },
  }
}

function open(message: OpenMessage, onEvent: (event: PortEvent) => void): MessagePort {
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = ({ data }: MessageEvent<PortEvent>) => onEvent(data)
  window.postMessage({ channel: OPEN, message }, location.origin, [port2])
  return port1
}

function send(port: MessagePort, command: PortCommand): void {
  port.postMessage(command)
}

function isEnd(event: PortEvent): event is Extract<PortEvent, { end: true }> {
  return 'end' in event
}

function cancelled(): EngineError {
  return new EngineError({ code: 'cancelled', message: 'Cancelled' })
}

function mapValues<V, R>(object: Readonly<Record<string, V>>, map: (value: V, key: string) => R) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value, key)]))
}
