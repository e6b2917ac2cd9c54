import type { Health } from './containers.ts'
import type { PullProgress } from './running.ts'

/** How far a container is that is made anew. The last one says that it is done. */
export type RecreateProgress =
  | ({ readonly kind: 'pulling' } & PullProgress)
  | { readonly kind: 'creating' }
  /** The old one ends its work. */
  | { readonly kind: 'stopping' }
  | { readonly kind: 'starting' }
  /** Whether the new one stays up, and is healthy where it has a check. */
  | { readonly kind: 'watching'; readonly health?: Health }
  /** Something went wrong, or was taken back. */
  | { readonly kind: 'putting-back' }
  /** The same, and the engine is away: it is done when it is there again. */
  | { readonly kind: 'waiting-for-engine' }
  | {
      readonly kind: 'done'
      readonly id: string
      readonly name: string
      /** What the engine did not do as it was asked, in its own words. */
      readonly warnings: readonly string[]
      /** Until when the old one can be restored, in milliseconds since the epoch; absent: it is gone. */
      readonly keptUntil?: number
    }
