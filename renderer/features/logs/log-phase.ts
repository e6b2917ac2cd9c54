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

/** What several logs are together, by the first of these that any of them is. */
const TOGETHER: readonly LogPhase['kind'][] = [
  'live',
  'opening',
  'interrupted',
  'failed',
  'ended',
  'gone',
]

/** How a log stands that is merged of several. */
export function mergedPhase(phases: readonly LogPhase[]): LogPhase {
  for (const kind of TOGETHER) {
    const found = phases.find((phase) => phase.kind === kind)
    if (found) return found
  }
  return { kind: 'opening' }
}
