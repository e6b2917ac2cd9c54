import type { MessagePort } from 'node:worker_threads'
import type { EngineErrorShape } from '#shared/errors.ts'
import type { DirectAddress } from '../links/open-direct-link.ts'
import type { LogOrder } from './open-log.ts'

/** Main to the thread: what to read, and the port of this reading. Closing the port ends it. */
export interface ReadingOrder {
  readonly address: DirectAddress
  readonly endpoint: string
  readonly order: LogOrder
  readonly deadlineMs: number | undefined
  readonly port: MessagePort
}

/** The thread to main, on a reading's port. Blocks travel as bare Uint8Array, by transfer. */
export type ReadingEvent =
  | Uint8Array
  /** The engine said yes. */
  | { readonly kind: 'open' }
  | { readonly kind: 'end' }
  | { readonly kind: 'failed'; readonly error: EngineErrorShape }

/** Main to the thread, on a reading's port: so many bytes were taken. */
export type ReadingAcknowledgement = number
