import { mergedLogs, useDock } from '#features/dock'
import { plural } from '#lib/plural.ts'
import type { ShownContainer } from './shown-container.ts'

type Containers = readonly Pick<ShownContainer, 'connection' | 'id' | 'name'>[]

/** Shows what a container uses, or what several do beside each other. */
export function openStats(containers: Containers): void {
  const targets = containers.map(({ connection, id, name }) => ({ connection, id, name }))
  const [only] = targets
  const { openStats: show } = useDock.getState()
  if (only && targets.length === 1) return show(only)
  show(mergedLogs({ name: plural(targets.length, 'container'), containers: targets }))
}

/** Shows what all that belongs to a project uses, now and later. */
export function openProjectStats(
  project: { readonly connection: string; readonly name: string } | undefined,
): void {
  if (!project) return
  useDock.getState().openStats(mergedLogs({ name: project.name, project, containers: [] }))
}

/** Shows what all containers of an engine use. */
export function openEngineStats(connection: string, name: string): void {
  useDock.getState().openStats({ connection, id: 'all containers', name, everything: true })
}
