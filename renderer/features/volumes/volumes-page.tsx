import { Database } from 'lucide-react'
import { useMemo } from 'react'
import { useContainers } from '#features/containers'
import { composePlace } from '#lib/compose-place.ts'
import { naturalCompare } from '#lib/natural-compare.ts'
import { Age } from '#ui/age.tsx'
import type { Column, Sort } from '#ui/data-grid/data-grid.tsx'
import { hiddenColumn, labelsText } from '#ui/data-grid/text-column.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { UsedBy } from '#ui/used-by.tsx'
import { ObjectPage, type PaneContext } from '../../shell/object-page.tsx'
import { PageButton } from '../../shell/page-button.tsx'
import { useConnectionId } from '../../shell/route-state.ts'
import { createVolume } from './create-volume.ts'
import { useVolumes } from './queries.ts'
import { volumeCommands } from './volume-commands.ts'
import { VOLUME_FILTER_KEYS } from './volume-filter-keys.ts'
import { VOLUME_GROUPINGS } from './volume-groupings.ts'
import { VolumePane } from './volume-pane.tsx'
import { volumeRows, type VolumeRow } from './volume-rows.ts'

/** The volumes of the connection in view. */
export function VolumesPage() {
  const connection = useConnectionId()
  const query = useVolumes(connection)
  const { data: containers } = useContainers(connection)
  const rows = useMemo(
    () => volumeRows(connection, query.data ?? [], containers ?? []),
    [connection, query.data, containers],
  )
  return (
    <ObjectPage
      page="volumes"
      title="Volumes"
      noun="volume"
      placeholder="Filter: name, container, used:no…"
      connection={connection}
      query={query}
      rows={rows}
      columns={COLUMNS}
      initialSort={BY_NAME}
      frequent={NO_BUTTONS}
      bulk={BULK}
      groupings={VOLUME_GROUPINGS}
      empty={NO_VOLUMES}
      primary={
        <PageButton
          connection={connection}
          label="Create volume"
          onRun={() => createVolume(connection)}
        />
      }
      rowId={rowId}
      rowName={rowId}
      textOf={textOf}
      filterKeys={VOLUME_FILTER_KEYS}
      labelsOf={labelsOf}
      commandsOf={volumeCommands}
      pane={drawPane}
    />
  )
}

const BY_NAME: Sort = { column: 'name', direction: 'ascending' }
const NO_BUTTONS = {}
const BULK: ReadonlySet<string> = new Set(['volume.remove'])

const NO_VOLUMES = (
  <EmptyState
    icon={Database}
    title="No volumes yet"
    text="A volume keeps data outside of containers, so that it outlives them."
    command="docker volume create my-data"
  />
)

const COLUMNS: readonly Column<VolumeRow>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 'minmax(160px, 2fr)',
    render: ({ volume }) => <SafeText text={volume.name} />,
    compare: (a, b) => naturalCompare(a.volume.name, b.volume.name),
  },
  {
    id: 'driver',
    optional: 'shown',
    title: 'Driver',
    width: '84px',
    hideBelow: 480,
    render: ({ volume }) => <SafeText text={volume.driver} />,
    compare: (a, b) => naturalCompare(a.volume.driver, b.volume.driver),
  },
  {
    id: 'used-by',
    optional: 'shown',
    title: 'Used by',
    width: 'minmax(96px, 1fr)',
    render: ({ usedBy }) => <UsedBy names={usedBy} />,
    compare: (a, b) => a.usedBy.length - b.usedBy.length,
  },
  {
    id: 'created',
    optional: 'shown',
    title: 'Created',
    width: '88px',
    hideBelow: 420,
    render: ({ volume: { createdAt } }) => createdAt !== undefined && <Age time={createdAt} />,
    // The age goes up: the youngest comes first.
    compare: (a, b) => (b.volume.createdAt ?? 0) - (a.volume.createdAt ?? 0),
  },
  {
    id: 'mountpoint',
    optional: 'shown',
    title: 'Mountpoint',
    width: 'minmax(140px, 2fr)',
    hideBelow: 640,
    render: ({ volume }) => <SafeText text={volume.mountpoint} />,
    compare: (a, b) => naturalCompare(a.volume.mountpoint, b.volume.mountpoint),
  },
  hiddenColumn('project', 'Project', ({ volume }) => composePlace(volume.labels)?.project ?? ''),
  hiddenColumn('labels', 'Labels', ({ volume }) => labelsText(volume.labels)),
]

const rowId = ({ volume }: VolumeRow) => volume.name
const textOf = ({ volume, usedBy }: VolumeRow) => [volume.name, volume.driver, ...usedBy]
const labelsOf = ({ volume }: VolumeRow) => volume.labels
const drawPane = (context: PaneContext<VolumeRow>) => <VolumePane {...context} />
