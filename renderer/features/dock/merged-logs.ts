import type { MergedTarget } from '#features/logs'
import type { DockTarget } from './dock-tab.ts'

/** Enough of an id to tell containers apart, and few enough that many make no long text. */
const ID_LENGTH = 12
const MAX_KEY_LENGTH = 480

/** Several containers as what one tab of logs shows: the same again for the same containers. */
export function mergedLogs(merged: MergedTarget): DockTarget {
  const { name, project, containers } = merged
  const connection = project?.connection ?? containers[0]?.connection ?? ''
  const id = project ? `project ${project.name}` : keyOf(containers)
  return { connection, id, name, merged }
}

function keyOf(containers: MergedTarget['containers']): string {
  const ids = containers.map(({ id }) => id.slice(0, ID_LENGTH)).toSorted()
  return `${ids.length} containers ${ids.join(' ')}`.slice(0, MAX_KEY_LENGTH)
}
