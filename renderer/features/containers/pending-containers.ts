import { create } from 'zustand'
import type { ContainerState } from '#shared/contract/containers.ts'

/** What a container is shown as while our own action on it is under way. */
export type PendingState =
  | { readonly kind: 'running' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'restarting' }
  | { readonly kind: 'removing' }
  /** Asked to start or to stop, and the engine has not answered yet. */
  | { readonly kind: 'being-started' }
  | { readonly kind: 'being-stopped' }

/** A container's state as the window shows it. */
export type ShownState = ContainerState | PendingState

/** Keyed by `pendingKey`. */
type Pending = Readonly<Record<string, PendingState>>

const usePending = create<Pending>(() => ({}))

/** Where the pending state of one container is kept. */
export const pendingKey = (connection: string, id: string) => `${connection}\n${id}`

/** What our own actions under way make of the containers, live. */
export function usePendingContainers(): Pending {
  return usePending()
}

/** Shows these containers so until the answer is called; a later call on the same one wins. */
export function showPending(keys: readonly string[], state: PendingState): () => void {
  usePending.setState(Object.fromEntries(keys.map((key) => [key, state])))
  return () => {
    const rest = Object.entries(usePending.getState()).filter(
      ([key, shown]) => !(keys.includes(key) && shown === state),
    )
    usePending.setState(Object.fromEntries(rest), true)
  }
}

/** The pending state of one container now, if an action of ours is under way on it. */
export function pendingState(connection: string, id: string): PendingState | undefined {
  return usePending.getState()[pendingKey(connection, id)]
}
