import { engineElsewhere } from '#features/connections'
import { composePlace } from '#lib/compose-place.ts'
import { naturalCompare } from '#lib/natural-compare.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { GroupName } from '#ui/data-grid/row-groups.ts'
import type { GroupButtonNames, Grouping } from '../../shell/grouping.ts'
import { imageName, type ShownContainer } from './shown-container.ts'
import type { ShownState } from './pending-containers.ts'

const NO_PROJECT: GroupName = {
  key: '',
  title: 'No project',
  words: 'all containers without a project',
}

const NO_NETWORK: GroupName = {
  key: '',
  title: 'No network',
  words: 'all containers without a network',
}

/** The logs of a project are also those of what it makes later. */
const PROJECT_BUTTONS: GroupButtonNames = {
  'container.start': (words) => `Start ${words}`,
  'container.stop': (words) => `Stop ${words}`,
  'container.restart': (words) => `Restart ${words}`,
  'container.project-logs': (_shown, project) => `Logs of ${project}`,
}

/** What containers are grouped by. */
export const CONTAINER_GROUPINGS: readonly Grouping<ShownContainer>[] = [
  {
    id: 'project',
    label: 'Project',
    keyOf: projectKey,
    groupOf: projectGroup,
    buttons: PROJECT_BUTTONS,
  },
  { id: 'state', label: 'State', groupOf: ({ state, listed }) => stateGroup(listed ?? state) },
  { id: 'image', label: 'Image', groupOf: imageGroup },
  { id: 'network', label: 'Network', groupOf: networkGroup },
]

/** The same project on two engines is two. */
function projectKey({ connection, labels }: ShownContainer): string {
  const project = composePlace(labels)?.project
  return project === undefined ? NO_PROJECT.key : `${connection}\n${project}`
}

function projectGroup(container: ShownContainer): GroupName {
  const { connection, labels } = container
  const project = composePlace(labels)?.project
  if (project === undefined) return NO_PROJECT
  const engine = engineElsewhere(connection)
  const words = `project ${project}${engine === undefined ? '' : ` on ${visibleText(engine)}`}`
  return { key: projectKey(container), title: upperFirst(words), words }
}

function imageGroup({ image }: ShownContainer): GroupName {
  const words = `image ${imageName(image)}`
  return { key: image, title: upperFirst(words), words: `all containers of ${words}` }
}

/** Those that are on the same networks stand together. */
function networkGroup({ networks }: ShownContainer): GroupName {
  if (networks.length === 0) return NO_NETWORK
  const names = networks.map(({ name }) => name).toSorted(naturalCompare)
  const words = `network${names.length === 1 ? '' : 's'} ${names.join(', ')}`
  return { key: names.join('\n'), title: upperFirst(words), words: `all containers on ${words}` }
}

/** Titles in the order in which the groups stand. What an action of ours is at has not changed yet. */
const STATES = ['Running', 'Paused', 'Restarting', 'Removing', 'Dead', 'Created', 'Exited'] as const

function stateGroup(state: ShownState): GroupName {
  const title = stateTitle(state)
  const words = `all containers under "${title}"`
  return { key: title, title, words, order: STATES.indexOf(title) }
}

function stateTitle({ kind }: ShownState): (typeof STATES)[number] {
  switch (kind) {
    case 'running':
    case 'being-started':
    case 'being-stopped':
      return 'Running'
    case 'paused':
      return 'Paused'
    case 'restarting':
      return 'Restarting'
    case 'removing':
      return 'Removing'
    case 'dead':
      return 'Dead'
    case 'created':
    case 'failed-to-start':
      return 'Created'
    case 'exited':
      return 'Exited'
    default:
      return kind satisfies never
  }
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
