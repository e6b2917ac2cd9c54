import { Duplex } from 'node:stream'
import type { MessagePortMain } from 'electron'
import type { Pipe } from '#shared/ipc/define.ts'
import * as z from 'zod'
import { FEED_FLOW, PIPE_FLOW, type PortEvent } from '#shared/ipc/wire.ts'
import { createFlow } from '../flow.ts'
import type { FeedSink, PipeEnd } from './handlers.ts'

/** Not in `shared/`: the preload reads that folder too, and must stay a page long. */
const PortCommand = z.union([
  z.strictObject({ ack: z.int().positive() }),
  z.strictObject({ control: z.unknown() }),
])

/** A port with its commands told apart; anything else on it closes it. */
interface PortListeners {
  readonly onBytes?: (bytes: Uint8Array) => void
  readonly onAck?: (count: number) => void
  readonly onControl?: (message: unknown) => void
}

/** Aborts when the window closes its end, if not before: the view was closed, the page reloaded or crashed. */
export function endingOf(port: MessagePortMain): AbortController {
  const ending = new AbortController()
  port.on('close', () => ending.abort())
  return ending
}

/** The main end of a feed: values out, acknowledgements in. */
export function feedOverPort(port: MessagePortMain, signal: AbortSignal): FeedSink<unknown> {
  const flow = createFlow(FEED_FLOW)
  listen(port, { onAck: flow.acknowledge })
  signal.addEventListener('abort', flow.release)
  return {
    signal,
    emit: (value) => {
      if (signal.aborted) return
      port.postMessage({ value } satisfies PortEvent)
      flow.sent(1)
    },
    get writable() {
      return flow.open
    },
    whenWritable: flow.whenOpen,
  }
}

/** The main end of a pipe. Closing the port destroys the stream. */
export function pipeOverPort(
  port: MessagePortMain,
  signal: AbortSignal,
  endpoint: Pipe,
): PipeEnd<unknown> {
  const flow = createFlow(endpoint.flow ?? PIPE_FLOW)
  const controls = createMailbox()
  let unread = 0

  const stream = new Duplex({
    // The window may send more once what it sent was taken from here.
    read: acknowledgeInput,
    write(chunk: Buffer, _encoding, done) {
      port.postMessage(alone(chunk) satisfies PortEvent)
      flow.sent(chunk.byteLength)
      // Node sends the next chunk only after `done`: holding it back is the pause.
      void flow.whenOpen().then(() => done())
    },
  })

  function acknowledgeInput() {
    if (unread > 0 && !signal.aborted) port.postMessage({ ack: unread } satisfies PortEvent)
    unread = 0
  }

  listen(port, {
    onAck: flow.acknowledge,
    // A pipe that takes no control has nobody who would listen.
    onControl: (message) => controls.put((endpoint.control ?? z.never()).parse(message)),
    onBytes(bytes) {
      unread += bytes.byteLength
      if (stream.push(Buffer.from(bytes))) acknowledgeInput()
    },
  })
  signal.addEventListener('abort', () => {
    flow.release()
    stream.destroy()
  })
  // A destroyed stream is an ended view, not a fault.
  stream.on('error', () => {})
  return { stream, signal, onControl: controls.listen }
}

/** In a buffer of its own: a view would carry the whole pooled one, other streams' bytes included. */
function alone(chunk: Buffer): Uint8Array {
  const { buffer, byteLength } = chunk
  return byteLength === buffer.byteLength ? new Uint8Array(buffer) : new Uint8Array(chunk)
}

function listen(port: MessagePortMain, listeners: PortListeners): void {
  port.on('message', ({ data }: { data: unknown }) => {
    try {
      deliver(data, listeners)
    } catch {
      // The window is the less trusted side: one malformed message ends its port.
      port.close()
    }
  })
  port.start()
}

function deliver(data: unknown, { onBytes, onAck, onControl }: PortListeners): void {
  if (data instanceof Uint8Array) return onBytes?.(data)
  const command = PortCommand.parse(data)
  if ('ack' in command) onAck?.(command.ack)
  else onControl?.(command.control)
}

/** Keeps messages until somebody listens. */
function createMailbox() {
  const early: unknown[] = []
  let listener: ((message: never) => void) | undefined
  return {
    put(message: unknown) {
      if (listener) listener(message as never)
      else early.push(message)
    },
    listen: (next: (message: never) => void) => {
      listener = next
      for (const message of early.splice(0)) next(message as never)
    },
  }
}
