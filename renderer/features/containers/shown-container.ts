import type { ContainerSummary } from '#shared/contract/containers.ts'
import { shortId } from '#shared/object-id.ts'
import { statusWord } from './container-status.ts'
import {
  pendingKey,
  pendingState,
  type PendingState,
  type ShownState,
} from './pending-containers.ts'

/** A container as the window shows it: what the engine says, under what we are doing to it. */
export interface ShownContainer extends Omit<ContainerSummary, 'state'> {
  readonly connection: string
  readonly state: ShownState
  /** What the engine says, where something else is shown: a row that goes keeps its group. */
  readonly listed?: ShownState
}

/** A row that did not change must stay the same object, or it would be drawn again. */
const shownBefore = new WeakMap<ContainerSummary, ShownContainer>()

/** The list with our own pending actions laid over it. */
export function showContainers(
  connection: string,
  containers: readonly ContainerSummary[],
  pending: Readonly<Record<string, PendingState>>,
): readonly ShownContainer[] {
  return containers.map((container) => {
    const state = pending[pendingKey(connection, container.id)]
    if (!state) return showContainer(connection, container)
    return { ...container, connection, state, listed: container.state }
  })
}

function showContainer(connection: string, container: ContainerSummary): ShownContainer {
  const known = shownBefore.get(container)
  if (known?.connection === connection) return known
  const shown = { ...container, connection }
  shownBefore.set(container, shown)
  return shown
}

/** Image and state of a container in the words of the list: `redis:7 · Running`. */
export function containerInWords(
  connection: string,
  { id, image, state }: Pick<ShownContainer, 'id' | 'image' | 'state'>,
): string {
  const { word } = statusWord(pendingState(connection, id) ?? state)
  return `${imageName(image)} · ${word}`
}

/** The name of a container's image; of one without a name, its short id. */
export function imageName(image: string): string {
  return image.startsWith('sha256:') ? shortId(image) : image
}
