import { createFactStore, type FactStore } from '#lib/fact-store.ts'
import { engine } from '../../../ipc/client.ts'

/** An inspect takes an engine 2 ms; so many hide the waiting, and leave it time for others. */
const INSPECTS_AT_ONCE = 4

/** A container in a loop of restarts tells of itself many times a second. */
const REST_MS = 1000

/** For a size the engine walks through all that a container has written: minutes, at the worst. */
const SIZE_REST_MS = 60_000
const SIZE_RENEW_MS = 300_000

/** How often the engine has started them again. */
export const restartFacts = createFactStore({
  ask: (ref) => engine.containers.restarts(ref),
  atOnce: INSPECTS_AT_ONCE,
  restMs: REST_MS,
})

/** What they were built for. */
export const platformFacts = createFactStore({
  ask: (ref) => engine.containers.platform(ref),
  atOnce: INSPECTS_AT_ONCE,
  restMs: REST_MS,
  isFixed: true,
})

/** What they have written, one after the other: nothing tells that they have written more. */
export const sizeFacts = createFactStore({
  ask: (ref) => engine.containers.size(ref),
  atOnce: 1,
  restMs: SIZE_REST_MS,
  renewMs: SIZE_RENEW_MS,
})

type AnyStore = Omit<FactStore<unknown>, 'latest'>
const ALL: readonly AnyStore[] = [restartFacts, platformFacts, sizeFacts]

/** These containers may have changed; without ids, all of this engine. */
export function outdateFacts(connection: string, ids?: readonly string[]): void {
  for (const store of ALL) store.outdate(connection, ids)
}

/** This container is gone; without an id, all of this engine. */
export function forgetFacts(connection: string, id?: string): void {
  for (const store of ALL) store.forget(connection, id)
}

// There is none where tests of other things import this.
globalThis.document?.addEventListener('visibilitychange', () => {
  for (const store of ALL) store.rest(document.hidden)
})
