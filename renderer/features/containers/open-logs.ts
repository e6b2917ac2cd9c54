import { mergedLogs, useDock } from '#features/dock'
import { composePlace } from '#lib/compose-place.ts'
import { plural } from '#lib/plural.ts'
import type { ShownContainer } from './shown-container.ts'

type Containers = readonly Pick<ShownContainer, 'connection' | 'id' | 'name' | 'labels'>[]

/** A Compose project on a connection. */
interface Project {
  readonly connection: string
  readonly name: string
}

/** Shows the log of a container, or those of several as one. */
export function openLogs(containers: Containers): void {
  const targets = containers.map(({ connection, id, name }) => ({ connection, id, name }))
  const [only] = targets
  const { openLogs: show } = useDock.getState()
  if (only && targets.length === 1) return show(only)
  show(mergedLogs({ name: plural(targets.length, 'container'), containers: targets }))
}

/** Shows the logs of all that belongs to a project, now and later. */
export function openProjectLogs(project: Project | undefined): void {
  if (!project) return
  useDock.getState().openLogs(mergedLogs({ name: project.name, project, containers: [] }))
}

/** The Compose project that all of these belong to. */
export function projectOf(containers: Containers): Project | undefined {
  const [first] = containers
  const name = first && composePlace(first.labels)?.project
  if (!first || name === undefined) return undefined
  const { connection } = first
  const isOne = containers.every(
    (other) => other.connection === connection && composePlace(other.labels)?.project === name,
  )
  return isOne ? { connection, name } : undefined
}
