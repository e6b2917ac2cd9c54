import { Network } from 'lucide-react'
import { useMemo } from 'react'
import { useContainers } from '#features/containers'
import { composePlace } from '#lib/compose-place.ts'
import { naturalCompare } from '#lib/natural-compare.ts'
import type { Column, Sort } from '#ui/data-grid/data-grid.tsx'
import { hiddenColumn, labelsText } from '#ui/data-grid/text-column.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { UsedBy } from '#ui/used-by.tsx'
import { ObjectPage, type PaneContext } from '../../shell/object-page.tsx'
import { PageButton } from '../../shell/page-button.tsx'
import { useConnectionId } from '../../shell/route-state.ts'
import { createNetwork } from './create-network.ts'
import { networkCommands } from './network-commands.ts'
import { NETWORK_FILTER_KEYS } from './network-filter-keys.ts'
import { NETWORK_GROUPINGS } from './network-groupings.ts'
import { NetworkPane } from './network-pane.tsx'
import { networkRows, type NetworkRow } from './network-rows.ts'
import { useNetworks } from './queries.ts'

/** The networks of the connection in view. */
export function NetworksPage() {
  const connection = useConnectionId()
  const query = useNetworks(connection)
  const { data: containers } = useContainers(connection)
  const rows = useMemo(
    () => networkRows(connection, query.data ?? [], containers ?? []),
    [connection, query.data, containers],
  )
  return (
    <ObjectPage
      page="networks"
      title="Networks"
      noun="network"
      placeholder="Filter: name, subnet, driver:bridge…"
      connection={connection}
      query={query}
      rows={rows}
      columns={COLUMNS}
      initialSort={BY_NAME}
      frequent={NO_BUTTONS}
      bulk={BULK}
      groupings={NETWORK_GROUPINGS}
      empty={NO_NETWORKS}
      primary={
        <PageButton
          connection={connection}
          label="Create network"
          onRun={() => createNetwork(connection)}
        />
      }
      rowId={rowId}
      rowName={rowName}
      textOf={textOf}
      filterKeys={NETWORK_FILTER_KEYS}
      labelsOf={labelsOf}
      commandsOf={networkCommands}
      pane={drawPane}
    />
  )
}

const BY_NAME: Sort = { column: 'name', direction: 'ascending' }
const NO_BUTTONS = {}
const BULK: ReadonlySet<string> = new Set(['network.remove'])

const NO_NETWORKS = (
  <EmptyState
    icon={Network}
    title="No networks"
    text="A network lets containers reach each other by name, and keeps others out."
    command="docker network create my-network"
  />
)

const COLUMNS: readonly Column<NetworkRow>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 'minmax(150px, 2fr)',
    render: ({ network }) => <SafeText text={network.name} />,
    compare: (a, b) => naturalCompare(a.network.name, b.network.name),
  },
  {
    id: 'driver',
    optional: 'shown',
    title: 'Driver',
    width: '92px',
    render: ({ network }) => <SafeText text={network.driver} />,
    compare: (a, b) => naturalCompare(a.network.driver, b.network.driver),
  },
  {
    id: 'subnet',
    optional: 'shown',
    title: 'Subnet',
    width: 'minmax(120px, 1fr)',
    hideBelow: 480,
    render: ({ network }) => <Addresses of={network.subnets} />,
    compare: (a, b) => naturalCompare(a.network.subnets[0] ?? '', b.network.subnets[0] ?? ''),
  },
  {
    id: 'gateway',
    optional: 'shown',
    title: 'Gateway',
    width: 'minmax(110px, 1fr)',
    hideBelow: 620,
    render: ({ network }) => <Addresses of={network.gateways} />,
    compare: (a, b) => naturalCompare(a.network.gateways[0] ?? '', b.network.gateways[0] ?? ''),
  },
  {
    id: 'containers',
    optional: 'shown',
    title: 'Containers',
    width: '116px',
    render: ({ members }) => <UsedBy names={members.map(({ name }) => name)} />,
    compare: (a, b) => a.members.length - b.members.length,
  },
  hiddenColumn('scope', 'Scope', ({ network }) => network.scope),
  hiddenColumn('internal', 'Internal', ({ network }) => (network.internal ? 'yes' : 'no')),
  hiddenColumn('ipv6', 'IPv6', ({ network }) => (network.ipv6 ? 'yes' : 'no')),
  hiddenColumn('project', 'Project', ({ network }) => composePlace(network.labels)?.project ?? ''),
  hiddenColumn('labels', 'Labels', ({ network }) => labelsText(network.labels)),
]

function Addresses({ of }: { readonly of: readonly string[] }) {
  return of.length > 0 && <SafeText text={of.join(', ')} />
}

const rowId = ({ network }: NetworkRow) => network.id
const rowName = ({ network }: NetworkRow) => network.name
const labelsOf = ({ network }: NetworkRow) => network.labels
const drawPane = (context: PaneContext<NetworkRow>) => <NetworkPane {...context} />

function textOf({ network, members }: NetworkRow): readonly string[] {
  const { name, driver, id, subnets } = network
  return [name, driver, id, ...subnets, ...members.map((member) => member.name)]
}
