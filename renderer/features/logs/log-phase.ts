import type { EngineError } from '#shared/errors.ts'

/** How the reading of a log stands. */
export type LogPhase =
  | { readonly kind: 'opening' }
  /** The engine sends what comes. */
  | { readonly kind: 'live' }
  /** The container does not run; the log goes on when it does. */
  | { readonly kind: 'ended' }
  /** The container was removed, and its log with it. */
  | { readonly kind: 'gone' }
  /** The stream broke off; it is read again as soon as that can be. */
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'failed'; readonly error: EngineError }
