/** What went wrong, for code to switch on. People read `message`. */
export type EngineErrorCode =
  /** The caller asked for something that the contract does not know. A fault of ours. */
  | 'invalid-input'
  | 'not-found'
  /** The engine says that the object's present state forbids it (name taken, in use, running). */
  | 'conflict'
  /** The engine understood and said no, for any other reason. */
  | 'refused'
  /** Nothing answers at the endpoint (no socket, nobody listening, unknown host). */
  | 'unreachable'
  /** The endpoint exists, and this user may not use it. */
  | 'no-permission'
  /** An ssh server whose host key nobody has vouched for yet; nothing was sent to it. */
  | 'unknown-host-key'
  /** An ssh server with another host key than the one on record; nothing was sent to it. */
  | 'changed-host-key'
  /** The engine did not answer within the deadline. */
  | 'timeout'
  /** The engine answered, and the answer is broken: cut, not JSON, too big, a redirect. */
  | 'bad-answer'
  /** The connection is in read-only mode, so the app refuses before it asks the engine. */
  | 'read-only'
  /** The connection confirms everything, and no person was asked about this. */
  | 'unconfirmed'
  /** The container has none of the shells that we know. */
  | 'no-shell'
  /** The caller took its question back. */
  | 'cancelled'
  /** A bug of ours. */
  | 'unexpected'

export interface EngineErrorShape {
  readonly code: EngineErrorCode
  /** One plain sentence: what happened, to which object. */
  readonly message: string
  /** What the person can do about it. */
  readonly hint?: string | undefined
  /** The engine's own words, verbatim but for control characters. */
  readonly engineMessage?: string | undefined
  /** The HTTP status, where the engine gave one. */
  readonly status?: number | undefined
}

/** The only error type that crosses the process boundary. */
export class EngineError extends Error implements EngineErrorShape {
  override readonly name = 'EngineError'
  readonly code: EngineErrorCode
  readonly hint: string | undefined
  readonly engineMessage: string | undefined
  readonly status: number | undefined

  constructor(shape: EngineErrorShape) {
    super(shape.message)
    this.code = shape.code
    this.hint = shape.hint
    this.engineMessage = shape.engineMessage
    this.status = shape.status
  }

  /** The plain value that travels: structured clone would lose the class and its fields. */
  toShape(): EngineErrorShape {
    const { code, message, hint, engineMessage, status } = this
    return { code, message, hint, engineMessage, status }
  }
}

/** Any thrown thing as an `EngineError`: ours unchanged, everything else as `unexpected`. */
export function asEngineError(cause: unknown): EngineError {
  if (cause instanceof EngineError) return cause
  const message = cause instanceof Error ? cause.message : String(cause)
  return new EngineError({ code: 'unexpected', message })
}
