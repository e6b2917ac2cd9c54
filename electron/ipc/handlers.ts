import type { Duplex } from 'node:stream'
import type {
  Contract,
  Control,
  Endpoint,
  Feed,
  Outcome,
  Output,
  ParsedInput,
  Pipe,
  Request,
} from '#shared/ipc/define.ts'

/** What the main process must supply. A missing or misspelt handler does not compile. */
export type Handlers<C extends Contract> = {
  readonly [F in keyof C]: FeatureHandlers<C[F]>
}

/** The handlers of one feature: `satisfies FeatureHandlers<AppContract['containers']>`. */
export type FeatureHandlers<F extends Readonly<Record<string, Endpoint>>> = {
  readonly [E in keyof F]: Handler<F[E]>
}

type Handler<E extends Endpoint> = E extends Request
  ? (input: ParsedInput<E>, call: Call) => Promise<Output<E>>
  : E extends Feed
    ? (input: ParsedInput<E>, sink: FeedSink<E['value']>) => Promise<void>
    : E extends Pipe
      ? (input: ParsedInput<E>, pipe: PipeEnd<Control<E>>) => Promise<Outcome<E>>
      : never

export interface Call {
  /** Aborted when the caller took the question back, or its page went away. */
  readonly signal: AbortSignal
  /**
   * Where the file is that a person dropped and the window sent along; empty where it is none of the
   * disk. The window cannot say it: the preload asks Chromium.
   */
  readonly dropped?: string
}

/** Where a feed's handler puts its values. The feed ends when the handler settles. */
export interface FeedSink<Value> extends Call {
  readonly emit: (value: Value) => void
  /** False while the window is behind: coalesce or drop, and say so; never queue without end. */
  readonly writable: boolean
  /** Resolves once the window has caught up, or at once while it keeps up. */
  readonly whenWritable: () => Promise<void>
}

/** The main end of a pipe. The pipe ends, after its last byte, when the handler settles. */
export interface PipeEnd<Ctl> extends Call {
  /** Bytes to the window when written, from it when read; both directions hold back. */
  readonly stream: Duplex
  /** Messages that came earlier are delivered first. One listener. */
  readonly onControl: (listener: (message: Ctl) => void) => void
}
