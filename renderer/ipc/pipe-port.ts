import { EngineError } from '#shared/errors.ts'
import { PIPE_FLOW, type PortCommand, type PortEvent } from '#shared/ipc/wire.ts'

/** Call `done` when the chunk is drawn: the engine is held back while too much is outstanding. */
export type OnData = (chunk: Uint8Array, done: () => void) => void

/** Bytes both ways, and one outcome. */
export interface ByteChannel<Ctl, End> {
  /** Resolves when more may be written. */
  write(chunk: Uint8Array): Promise<void>
  control(message: Ctl): void
  /** Ends it on the engine too. `ended` then rejects with `cancelled`. */
  close(): void
  readonly ended: Promise<End>
}

/** The window's end of a pipe, over the port that main answers on. */
export function pipeOverPort(port: MessagePort, onData: OnData): ByteChannel<unknown, unknown> {
  const room = createRoom()
  let settle: { resolve(value: unknown): void; reject(error: EngineError): void }
  const ended = new Promise<unknown>((resolve, reject) => (settle = { resolve, reject }))
  // Whoever does not wait for the end has nothing to say about it.
  ended.catch(() => {})

  port.onmessage = ({ data: event }: MessageEvent<PortEvent>) => {
    if (event instanceof Uint8Array) {
      onData(event, () => send(port, { ack: event.byteLength }))
    } else if (isEnd(event)) {
      port.close()
      if ('error' in event) settle.reject(new EngineError(event.error))
      else settle.resolve(event.value)
    } else if ('ack' in event) room.give(event.ack)
  }
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

/** Tells main something. */
export function send(port: MessagePort, command: PortCommand): void {
  port.postMessage(command)
}

/** Whether main has said its last. */
export function isEnd(event: PortEvent): event is Extract<PortEvent, { end: true }> {
  return 'end' in event
}

/** What whoever takes a call back is told. */
export function cancelled(): EngineError {
  return new EngineError({ code: 'cancelled', message: 'Cancelled' })
}
