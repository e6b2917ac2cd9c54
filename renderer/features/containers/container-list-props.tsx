import { Box } from 'lucide-react'
import { useDock } from '#features/dock'
import type { Sort } from '#ui/data-grid/data-grid.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import type { FrequentCommands } from '../../shell/command-buttons.tsx'
import type { GroupButtonNames } from '../../shell/grouping.ts'
import type { PaneContext } from '../../shell/object-page.tsx'
import { containerCommands } from './container-commands.ts'
import { CONTAINER_FILTER_KEYS } from './container-filter-keys.ts'
import { CONTAINER_GROUPINGS } from './container-groupings.ts'
import { ContainerPane } from './container-pane.tsx'
import { isBusy, statusWord } from './container-status.ts'
import type { ShownContainer } from './shown-container.ts'
import { whyNoRestart, whyNoStart, whyNoStop, whyNoTerminal } from './why-not.ts'

/** How a list of containers is sorted at first. */
export const BY_NAME: Sort = { column: 'name', direction: 'ascending' }

/** What people do to a container most often, and how each is named for it. */
const FREQUENT: FrequentCommands<ShownContainer> = {
  'container.start': { nameFor: (name) => `Start ${name}`, whyNot: whyNoStart },
  'container.stop': { nameFor: (name) => `Stop ${name}`, whyNot: whyNoStop },
  'container.restart': { nameFor: (name) => `Restart ${name}`, whyNot: whyNoRestart },
  'container.logs': { nameFor: (name) => `Logs of ${name}` },
  'container.terminal': { nameFor: (name) => `Terminal in ${name}`, whyNot: whyNoTerminal },
}

const BULK: ReadonlySet<string> = new Set([
  'container.start',
  'container.stop',
  'container.restart',
  'container.pause',
  'container.unpause',
  'container.logs',
  'container.stats',
  'container.remove',
])

/** What people do to all the containers of a group. */
const GROUP_BUTTONS: GroupButtonNames = {
  'container.start': (words) => `Start ${words}`,
  'container.stop': (words) => `Stop ${words}`,
  'container.restart': (words) => `Restart ${words}`,
  'container.logs': (words) => `Logs of ${words}`,
}

const NO_CONTAINERS = (
  <EmptyState
    icon={Box}
    title="No containers yet"
    text="A container is a program that runs apart from the rest of the machine, made from an image. Those that you start anywhere show up here by themselves."
    command="docker run -it alpine"
  />
)

const rowName = ({ name }: ShownContainer) => name
const labelsOf = ({ labels }: ShownContainer) => labels
const rowState = ({ state }: ShownContainer) => (isBusy(state) ? 'busy' : undefined)
const openLogs = (container: ShownContainer) => useDock.getState().openLogs(container)
const drawPane = (context: PaneContext<ShownContainer>) => <ContainerPane {...context} />

/** What every list of containers has in common. */
export const CONTAINER_LIST = {
  page: 'containers',
  noun: 'container',
  placeholder: 'Filter: name, image, state:running, label:…',
  initialSort: BY_NAME,
  frequent: FREQUENT,
  bulk: BULK,
  groupings: CONTAINER_GROUPINGS,
  initialGrouping: 'project',
  groupButtons: GROUP_BUTTONS,
  empty: NO_CONTAINERS,
  rowName,
  textOf,
  filterKeys: CONTAINER_FILTER_KEYS,
  labelsOf,
  commandsOf: containerCommands,
  pane: drawPane,
  keepTab,
  rowState,
  onMiddleClick: openLogs,
} as const

/** Name, image, status word, id, project and the numbers of the ports. */
function textOf({ name, image, state, id, ports, labels }: ShownContainer): readonly string[] {
  const numbers = ports.map(({ hostPort, containerPort }) => `${hostPort ?? ''}:${containerPort}`)
  const project = labels['com.docker.compose.project'] ?? ''
  return [name, image, statusWord(state).word, id, project, ...numbers]
}

/** Walking through the list must not open a shell in each container. */
function keepTab(tab: string): string {
  return tab === 'terminal' ? 'overview' : tab
}
