import { naturalCompare } from '#lib/natural-compare.ts'
import { visibleText } from '#shared/visible-text.ts'
import { Age } from '#ui/age.tsx'
import type { Column } from '#ui/data-grid/data-grid.tsx'
import { NewerMark } from '#ui/newer-mark.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import styles from './container-columns.module.css'
import { EXTRA_COLUMNS } from './container-extra-columns.ts'
import { isAlive, statusOrder } from './container-status.ts'
import { FACT_COLUMNS } from './facts/fact-columns.tsx'
import { PortLinks } from './port-links.tsx'
import { imageName, type ShownContainer } from './shown-container.ts'
import { OTHER_FIGURES, USUAL_FIGURES } from './stats-columns.tsx'
import { StatusBadge } from './status-badge.tsx'

type ContainerColumn = Column<ShownContainer>

const name: ContainerColumn = {
  id: 'name',
  title: 'Name',
  width: 'minmax(140px, 2fr)',
  render: ({ name }) => <SafeText text={name} />,
  compare: (a, b) => naturalCompare(a.name, b.name),
}

const status: ContainerColumn = {
  id: 'status',
  title: 'Status',
  width: 'minmax(126px, 1fr)',
  render: ({ state }) => <StatusBadge state={state} />,
  renderGroup: runningWords,
  compare: (a, b) => statusOrder(a.state) - statusOrder(b.state),
}

const image: ContainerColumn = {
  id: 'image',
  optional: 'shown',
  title: 'Image',
  width: 'minmax(110px, 1.6fr)',
  hideBelow: 620,
  render: ({ connection, image, imageId }) => (
    <>
      <SafeText text={imageName(image)} className={styles.image} hint={visibleText(image)} />
      <NewerMark connection={connection} reference={image} imageId={imageId} />
    </>
  ),
  compare: (a, b) => naturalCompare(a.image, b.image),
}

const ports: ContainerColumn = {
  id: 'ports',
  optional: 'shown',
  title: 'Ports',
  width: 'minmax(90px, 1fr)',
  hideBelow: 760,
  // Ports that are only exposed are no links, and a cell without anything shows a dash.
  render: ({ connection, ports }) =>
    hasPublished(ports) && <PortLinks connection={connection} ports={ports} />,
  compare: (a, b) => firstPort(a) - firstPort(b),
  isUnknown: ({ ports }) => !hasPublished(ports),
}

const created: ContainerColumn = {
  id: 'created',
  optional: 'shown',
  title: 'Created',
  width: '76px',
  hideBelow: 700,
  render: ({ createdAt }) => <Age time={createdAt} className={styles.created} />,
  // The age goes up: the youngest comes first.
  compare: (a, b) => b.createdAt - a.createdAt,
}

/** The columns of the list of containers, those that are hidden at first behind the others. */
export const CONTAINER_COLUMNS: readonly ContainerColumn[] = [
  name,
  status,
  image,
  ports,
  created,
  ...USUAL_FIGURES,
  ...EXTRA_COLUMNS,
  ...OTHER_FIGURES,
  ...FACT_COLUMNS,
]

/** `4/5 running`: so many of a group's containers run. */
function runningWords(containers: readonly ShownContainer[]): string {
  return `${containers.filter(({ state }) => isAlive(state)).length}/${containers.length} running`
}

function hasPublished(ports: ShownContainer['ports']): boolean {
  return ports.some(({ hostPort }) => hostPort !== undefined)
}

function firstPort({ ports }: ShownContainer): number {
  return Math.min(...ports.map(({ hostPort }) => hostPort ?? Infinity))
}
