import { shortId } from '#shared/object-id.ts'
import { AgoAndTime } from '#ui/age.tsx'
import type { Fact } from '#ui/fact-list.tsx'
import { engine } from '../../ipc/client.ts'
import { InspectTab } from '../../shell/inspect-tab.tsx'
import type { PaneContext } from '../../shell/object-page.tsx'
import { ObjectPane } from '../../shell/object-pane.tsx'
import type { NetworkRow } from './network-rows.ts'
import { useNetworkJson } from './queries.ts'

/** Everything about one network. */
export function NetworkPane(context: PaneContext<NetworkRow>) {
  const { row } = context
  const { network } = row
  return (
    <ObjectPane
      context={context}
      name={network.name}
      shown={SHOWN}
      facts={factsOf(row)}
      labels={network.labels}
      inspect={<NetworkJson row={row} />}
    />
  )
}

function NetworkJson({ row: { connection, network } }: { readonly row: NetworkRow }) {
  return <InspectTab name={network.name} query={useNetworkJson(connection, network.id)} />
}

const SHOWN: ReadonlySet<string> = new Set(['network.remove'])

function factsOf({ network, members }: NetworkRow): readonly Fact[] {
  const { id, driver, scope, internal, ipv6, createdAt, subnets, gateways, predefined } = network
  const on = members.map(({ name, ip }) => (ip ? `${name} (${ip})` : name))
  return [
    { label: 'ID', value: shortId(id), mono: true, onCopy: () => copy(id) },
    { label: 'Driver', value: predefined ? `${driver} · belongs to the engine` : driver },
    { label: 'Scope', value: scope },
    { label: 'Subnet', value: subnets.join(', ') || 'none', mono: true },
    { label: 'Gateway', value: gateways.join(', ') || 'none', mono: true },
    { label: 'Internal', value: internal ? 'yes: no way out of it' : 'no' },
    { label: 'IPv6', value: ipv6 ? 'yes' : 'no' },
    { label: 'Created', value: <AgoAndTime time={createdAt} /> },
    { label: 'Containers', value: on.join(', ') || 'none' },
  ]
}

function copy(text: string) {
  void engine.desktop.copyText({ text })
}
