import { AgoAndTime } from '#ui/age.tsx'
import type { Fact } from '#ui/fact-list.tsx'
import { UsedBy } from '#ui/used-by.tsx'
import { engine } from '../../ipc/client.ts'
import { InspectTab } from '../../shell/inspect-tab.tsx'
import type { PaneContext } from '../../shell/object-page.tsx'
import { ObjectPane } from '../../shell/object-pane.tsx'
import { useVolumeJson } from './queries.ts'
import type { VolumeRow } from './volume-rows.ts'

/** Everything about one volume. */
export function VolumePane(context: PaneContext<VolumeRow>) {
  const { row } = context
  const { volume } = row
  return (
    <ObjectPane
      context={context}
      name={volume.name}
      shown={SHOWN}
      facts={factsOf(row)}
      labels={volume.labels}
      inspect={<VolumeJson row={row} />}
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
