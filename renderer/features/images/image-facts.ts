import { createFactStore } from '#lib/fact-store.ts'
import { engine } from '../../ipc/client.ts'

/** An inspect takes an engine 2 ms; so many hide the waiting, and leave it time for others. */
const INSPECTS_AT_ONCE = 4

/** Milliseconds between two questions about an image whose first one has failed. */
const REST_MS = 1000

/** What images are for. */
export const platformFacts = createFactStore({
  ask: (ref) => engine.images.platform(ref),
  atOnce: INSPECTS_AT_ONCE,
  restMs: REST_MS,
  isFixed: true,
})

/** The engine is back: what it could not say before it may say now. */
export function outdateImageFacts(connection: string): void {
  platformFacts.outdate(connection)
}

/** Nobody will look at this engine again. */
export function forgetImageFacts(connection: string): void {
  platformFacts.forget(connection)
}

// There is none where tests of other things import this.
globalThis.document?.addEventListener('visibilitychange', () => platformFacts.rest(document.hidden))
