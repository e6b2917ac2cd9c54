import { AgoAndTime } from '#ui/age.tsx'
import { DetailsPane } from '#ui/details-pane.tsx'
import { FactList, LabelList, type Fact } from '#ui/fact-list.tsx'
import { UsedBy } from '#ui/used-by.tsx'
import { engine } from '../../ipc/client.ts'
import { PaneButtons, PaneMenu } from '../../shell/command-buttons.tsx'
import { InspectTab } from '../../shell/inspect-tab.tsx'
import type { PaneContext } from '../../shell/object-page.tsx'
import { useVolumeJson } from './queries.ts'
import type { VolumeRow } from './volume-rows.ts'

/** Everything about one volume. */
export function VolumePane(props: PaneContext<VolumeRow>) {
  const { row, commands, access, tab, full, onTabChange, onClose } = props
  const { volume } = row
  const { name, labels } = volume
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
          render: () => <VolumeJson row={row} />,
        },
      ]}
      tab={tab === 'inspect' ? tab : 'overview'}
      onTabChange={onTabChange}
      onClose={onClose}
    />
  )
}

function VolumeJson({ row: { connection, volume } }: { readonly row: VolumeRow }) {
  return <InspectTab name={volume.name} query={useVolumeJson(connection, volume.name)} />
}

const SHOWN: ReadonlySet<string> = new Set(['volume.remove'])

function factsOf({ volume, usedBy }: VolumeRow): readonly Fact[] {
  const { name, driver, mountpoint, createdAt, anonymous } = volume
  return [
    { label: 'Name', value: name, mono: true, onCopy: () => copy(name) },
    { label: 'Driver', value: driver },
    { label: 'Mountpoint', value: mountpoint, mono: true, onCopy: () => copy(mountpoint) },
    ...(createdAt === undefined
      ? []
      : [{ label: 'Created', value: <AgoAndTime time={createdAt} /> }]),
    { label: 'Used by', value: <UsedBy names={usedBy} all /> },
    ...(anonymous ? [{ label: 'Anonymous', value: 'made for a container that named none' }] : []),
  ]
}

function copy(text: string) {
  void engine.desktop.copyText({ text })
}
