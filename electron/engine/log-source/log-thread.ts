import { MessageChannel, type TransferListItem } from 'node:worker_threads'
import { EngineError, type EngineErrorShape } from '#shared/errors.ts'
import type { CallLimits } from '../call-limits.ts'
import type { DirectAddress } from '../links/open-direct-link.ts'
import { createLogBlocks, type LogBlocks, type OpeningLog } from './log-blocks.ts'
import type { LogOrder } from './open-log.ts'
import type { ReadingOrder, ReadingEvent } from './reading-messages.ts'

/** The thread that reads the logs, and saved images. It starts with the first one and ends with the app. */
export interface LogThread {
  /** Starts it ahead of the first log, which then need not wait for it. */
  readonly warm: () => void
  readonly open: (
    address: DirectAddress,
    endpoint: string,
    order: LogOrder,
    limits: CallLimits,
  ) => OpeningLog
}

/** The part of a `Worker` that is needed. */
export interface Thread {
  postMessage(order: ReadingOrder, transfer: TransferListItem[]): void
  on(event: 'error', listener: (cause: Error) => void): unknown
  once(event: 'exit', listener: () => void): unknown
  /** The app may end without it. */
  unref(): void
}

/** A thread that runs, and what it reads. */
interface Running {
  readonly thread: Thread
  readonly readings: Set<LogBlocks>
}

/** Starts a thread where none runs; of one that dies, `onFault` hears why. */
export function createLogThread(start: () => Thread, onFault: (cause: unknown) => void): LogThread {
  let current: Running | undefined

  function running(): Running {
    if (current) return current
    const begun: Running = { thread: start(), readings: new Set() }
    begun.thread.unref()
    begun.thread.on('error', onFault)
    begun.thread.once('exit', () => {
      current = undefined
      for (const blocks of begun.readings) blocks.fail(threadEnded())
    })
    current = begun
    return begun
  }

  return {
    warm: () => void running(),
    open(address, endpoint, order, { signal, deadlineMs }) {
      const { thread, readings } = running()
      const { port1: port, port2: far } = new MessageChannel()
      const blocks = createLogBlocks({
        signal,
        onTaken: (bytes) => port.postMessage(bytes),
        onClose() {
          readings.delete(blocks)
          // The thread's end closes as well, and with it the stream to the engine.
          port.close()
        },
      })
      readings.add(blocks)
      port.on('message', (event: ReadingEvent) => deliver(event, blocks))
      thread.postMessage({ address, endpoint, order, deadlineMs, port: far }, [far])
      return blocks.log
    },
  }
}

function deliver(event: ReadingEvent, blocks: LogBlocks): void {
  if (event instanceof Uint8Array) return blocks.put(event)
  switch (event.kind) {
    case 'open':
      return blocks.open()
    case 'end':
      return blocks.end()
    case 'failed':
      return blocks.fail(new EngineError(event.error))
    default:
      return event satisfies never
  }
}

function threadEnded(): EngineError {
  return new EngineError({
    code: 'unexpected',
    message: 'The part of the app that reads long answers has ended',
    hint: 'Open it again.',
  } satisfies EngineErrorShape)
}
