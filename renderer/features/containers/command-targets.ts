import { isAlive, isBusy } from './container-status.ts'
import type { ShownState } from './pending-containers.ts'
import type { ShownContainer } from './shown-container.ts'

type Containers = readonly ShownContainer[]

/** Some of them are in such a state. */
export const some = (test: (state: ShownState) => boolean) => (containers: Containers) =>
  containers.some(({ state }) => test(state))
/** It is done to one alone. */
export const one = (containers: Containers) => containers.length === 1

export const canStart = (state: ShownState) =>
  !isAlive(state) && !isBusy(state) && state.kind !== 'dead'
export const canStop = (state: ShownState) => isAlive(state) && state.kind !== 'being-stopped'
export const canRestart = (state: ShownState) => canStart(state) || canStop(state)
export const canPause = (state: ShownState) => state.kind === 'running'
export const canUnpause = (state: ShownState) => state.kind === 'paused'
export const canKill = (state: ShownState) => isAlive(state) && state.kind !== 'restarting'
export const canRemove = (state: ShownState) => !isBusy(state)
/** A shell needs a process that runs; a paused one would freeze it. */
export const canExec = (state: ShownState) => state.kind === 'running'

/** One after the other: each may ask. */
export async function each(
  containers: Containers,
  act: (container: ShownContainer) => Promise<void>,
) {
  for (const container of containers) await act(container)
}
