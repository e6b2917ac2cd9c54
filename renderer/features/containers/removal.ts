import { isAlive, isBusy } from './container-status.ts'
import type { ShownContainer } from './shown-container.ts'

/** How surely a person must mean it. */
export type RemovalTier = 1 | 2

/** Several, or one whose processes still live, cannot go with a single small question. */
export function removalTier(containers: readonly ShownContainer[]): RemovalTier {
  return containers.length > 1 || containers.some(({ state }) => isAlive(state)) ? 2 : 1
}

/** The engine removes a living container only by force, which kills it. */
export function needsForce({ state }: Pick<ShownContainer, 'state'>): boolean {
  return isAlive(state)
}

/** Volumes that the engine made for these containers, and that nobody has named. */
export function anonymousVolumes(containers: readonly ShownContainer[]): readonly string[] {
  const names = containers.flatMap(({ mounts }) =>
    mounts.filter(({ type, name }) => type === 'volume' && ANONYMOUS.test(name)),
  )
  return [...new Set(names.map(({ name }) => name))]
}

/** The engine names such a volume by 64 random hexadecimal digits. */
const ANONYMOUS = /^[0-9a-f]{64}$/

/** Those among the containers that can be removed now. */
export function removable<C extends Pick<ShownContainer, 'state'>>(containers: readonly C[]) {
  return containers.filter(({ state }) => !isBusy(state))
}
