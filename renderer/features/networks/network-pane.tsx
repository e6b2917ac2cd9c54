import { AgoAndTime } from '#ui/age.tsx'
import { DetailsPane } from '#ui/details-pane.tsx'
import { FactList, LabelList, type Fact } from '#ui/fact-list.tsx'
import { engine } from '../../ipc/client.ts'
import { PaneButtons, PaneMenu } from '../../shell/command-buttons.tsx'
import { InspectTab } from '../../shell/inspect-tab.tsx'
import type { PaneContext } from '../../shell/object-page.tsx'
import type { NetworkRow } from './network-rows.ts'
import { useNetworkJson } from './queries.ts'

/** Everything about one network. */
export function NetworkPane(props: PaneContext<NetworkRow>) {
  const { row, commands, access, tab, full, onTabChange, onClose } = props
  const { network } = row
  const { name, labels } = network
  return (
    <DetailsPane
      name={name}
      full={full}
      menu={<PaneMenu target={row} commands={commands} access={access} />}
      actions={<PaneButtons target={row} commands={commands} access={access} shown={SHOWN} />}
      tabs={[
        {
          id: 'overview',
          title: 'Overview',
          render: () => (
            <>
              <FactList facts={factsOf(row)} />
              <LabelList labels={labels} />
            </>
          ),
        },
        {
          id: 'inspect',
          title: 'Inspect',
          render: () => <NetworkJson row={row} />,
        },
      ]}
      tab={tab === 'inspect' ? tab : 'overview'}
      onTabChange={onTabChange}
      onClose={onClose}
    />
  )
}

function NetworkJson({ row: { connection, network } }: { readonly row: NetworkRow }) {
  return <InspectTab name={network.name} query={useNetworkJson(connection, network.id)} />
}

const SHOWN: ReadonlySet<string> = new Set(['network.remove'])

/** Twelve digits, as the docker CLI writes ids. */
const SHORT_ID = 12

function factsOf({ network, members }: NetworkRow): readonly Fact[] {
  const { id, driver, scope, internal, ipv6, createdAt, subnets, gateways, predefined } = network
  const on = members.map(({ name, ip }) => (ip ? `${name} (${ip})` : name))
  return [
    { label: 'ID', value: id.slice(0, SHORT_ID), mono: true, onCopy: () => copy(id) },
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
