import { isAnonymousVolume } from '#shared/parking/anonymous-volume.ts'
import { isAlive, isBusy } from './container-status.ts'
import type { ShownContainer } from './shown-container.ts'

/** What a person is about to remove, and how. */
export interface Removal {
  readonly containers: readonly ShownContainer[]
  /** Those that their engine removes as soon as they stop. */
  readonly vanishing: ReadonlySet<ShownContainer>
  /** Not by way of the trash. */
  readonly atOnce: boolean
  readonly withVolumes: boolean
}

/** How surely a person must mean it. */
export type RemovalTier = 1 | 2

/** Several, or one whose processes still live, cannot go with a single small question. */
export function removalTier({ containers }: Pick<Removal, 'containers'>): RemovalTier {
  return containers.length > 1 || containers.some(({ state }) => isAlive(state)) ? 2 : 1
}

/** Whether nothing can bring it back: what is in the trash already, or cannot be put there. */
export function goesForGood(container: ShownContainer, { atOnce, vanishing }: Removal): boolean {
  return atOnce || vanishing.has(container) || container.aside !== undefined
}

/** Whether its anonymous volumes go with it: as is wished now, or was then, or by the engine itself. */
export function takesVolumes(
  container: ShownContainer,
  { withVolumes, vanishing }: Removal,
): boolean {
  const wasWished = container.aside?.kind === 'removed-with-volumes'
  return withVolumes || wasWished || vanishing.has(container)
}

/** The engine removes a living container only by force, which kills it. */
export function needsForce({ state }: Pick<ShownContainer, 'state'>): boolean {
  return isAlive(state)
}

/** Volumes that the engine made for these containers, and that nobody has named. */
export function anonymousVolumes(containers: readonly ShownContainer[]): readonly string[] {
  const names = containers.flatMap(({ mounts }) =>
    mounts.filter(({ type, name }) => type === 'volume' && isAnonymousVolume(name)),
  )
  return [...new Set(names.map(({ name }) => name))]
}

/** Those among the containers that can be removed now. */
export function removable<C extends Pick<ShownContainer, 'state'>>(containers: readonly C[]) {
  return containers.filter(({ state }) => !isBusy(state))
}
