import { formatSize } from '#lib/format-bytes.ts'
import { plural } from '#lib/plural.ts'
import { shortId } from '#shared/object-id.ts'
import { AgoAndTime } from '#ui/age.tsx'
import { DetailsPane } from '#ui/details-pane.tsx'
import { FactList, LabelList, type Fact } from '#ui/fact-list.tsx'
import type { TabItem } from '#ui/tabs.tsx'
import { engine } from '../../ipc/client.ts'
import { PaneButtons, PaneMenu } from '../../shell/command-buttons.tsx'
import { InspectTab } from '../../shell/inspect-tab.tsx'
import type { PaneContext } from '../../shell/object-page.tsx'
import { ConfigTab } from './config-tab.tsx'
import { HistoryTab } from './history-tab.tsx'
import { originWords } from './image-origin.ts'
import { uniqueBytes, type ImageRow } from './image-rows.ts'
import { LayersTab } from './layers/layers-tab.tsx'
import { useImageJson } from './queries.ts'
import { UsedByTab } from './used-by-tab.tsx'

/** Everything about one image. */
export function ImagePane(context: PaneContext<ImageRow>) {
  const { row, commands, access, tab, full, onTabChange, onClose } = context
  const { connection, image } = row
  const of = `${connection} ${image.id}`
  const tabs: readonly TabItem[] = [
    { id: 'overview', title: 'Overview', render: () => <Overview row={row} /> },
    {
      id: 'layers',
      title: 'Layers',
      render: () => (
        <LayersTab
          key={of}
          target={{ connection, imageId: image.id, sizeBytes: image.sizeBytes }}
        />
      ),
    },
    { id: 'history', title: 'History', render: () => <HistoryTab key={of} row={row} /> },
    { id: 'used-by', title: 'Used by', render: () => <UsedByTab row={row} /> },
    { id: 'config', title: 'Config', render: () => <ConfigTab key={of} row={row} /> },
    { id: 'inspect', title: 'Inspect', render: () => <ImageJson row={row} /> },
  ]
  return (
    <DetailsPane
      name={row.name}
      full={full}
      status={<Status row={row} />}
      menu={<PaneMenu target={row} commands={commands} access={access} />}
      actions={<PaneButtons target={row} commands={commands} access={access} shown={SHOWN} />}
      tabs={tabs}
      tab={tabs.some(({ id }) => id === tab) ? tab : 'overview'}
      onTabChange={onTabChange}
      onClose={onClose}
    />
  )
}

function Status({ row: { image, usedBy } }: { readonly row: ImageRow }) {
  const use = usedBy.length === 0 ? 'not used' : `used by ${plural(usedBy.length, 'container')}`
  return `${formatSize(image.sizeBytes)} · ${use}`
}

function Overview({ row }: { readonly row: ImageRow }) {
  return (
    <>
      <FactList facts={factsOf(row)} />
      <LabelList labels={row.image.labels} />
    </>
  )
}

function ImageJson({ row: { connection, reference, name } }: { readonly row: ImageRow }) {
  return <InspectTab name={name} query={useImageJson(connection, reference)} />
}

const SHOWN: ReadonlySet<string> = new Set(['image.tag', 'image.push', 'image.remove'])

function factsOf(row: ImageRow): readonly Fact[] {
  const { image, usedBy } = row
  const { id, tags, digests, createdAt } = image
  return [
    { label: 'ID', value: shortId(id), mono: true, onCopy: () => copy(id) },
    { label: 'Names', value: tags.join(', ') || 'none', mono: true },
    ...(digests.length > 0 ? [{ label: 'Digests', value: digests.join(', '), mono: true }] : []),
    { label: 'Size', value: sizeWords(row) },
    { label: 'Source', value: originWords(row).hint },
    { label: 'Created', value: <AgoAndTime time={createdAt} /> },
    { label: 'Used by', value: usedBy.map(({ name }) => name).join(', ') || '—' },
  ]
}

/** `184 MB, of which 62 MB are of its own`, where that is known. */
function sizeWords(row: ImageRow): string {
  const [size, unique] = [formatSize(row.image.sizeBytes), uniqueBytes(row)]
  if (unique === undefined) return size
  return unique === 0 ? `${size}, all shared` : `${size}, ${formatSize(unique)} of its own`
}

function copy(text: string) {
  void engine.desktop.copyText({ text })
}
