import type { EngineErrorShape } from '../errors.ts'

/** The only channel in the app. Features add contract entries, never channels. */
export const OPEN = 'pilothouse:open'

/** What the renderer sends with its port: which endpoint, and what for. */
export interface OpenMessage {
  readonly path: string
  readonly input: unknown
  /** A person was asked about it, and said yes. */
  readonly confirmed?: true
}

/** Main to renderer, on a port. Raw chunks travel as bare Uint8Array. */
export type PortEvent =
  | Uint8Array
  | { readonly value: unknown }
  /** Bytes of the window's that the pipe has taken in. */
  | { readonly ack: number }
  | { readonly end: true; readonly value?: unknown }
  | { readonly end: true; readonly error: EngineErrorShape }

/**
 * Renderer to main, on a port: bytes for a pipe, or one of these.
 * `ack` counts what was taken in: bytes of a pipe, values of a feed.
 */
export type PortCommand = { readonly ack: number } | { readonly control: unknown }

/** Pause the source above `high` unacknowledged, go on below `low`. */
export interface FlowMarks {
  readonly high: number
  readonly low: number
}

/** Bytes. Large enough to keep a 20 MB/s exec busy, small enough to stop within a frame. */
export const PIPE_FLOW: FlowMarks = { high: 256 * 1024, low: 64 * 1024 }

/** Values. A burst of engine events fits; a page that stopped reading costs no more than this. */
export const FEED_FLOW: FlowMarks = { high: 512, low: 128 }
