import { formatSize } from '#lib/format-bytes.ts'
import { AgoAndTime } from '#ui/age.tsx'
import type { Fact } from '#ui/fact-list.tsx'
import { UsedBy } from '#ui/used-by.tsx'
import { engine } from '../../ipc/client.ts'
import { InspectTab } from '../../shell/inspect-tab.tsx'
import type { PaneContext } from '../../shell/object-page.tsx'
import { ObjectPane } from '../../shell/object-pane.tsx'
import { shortDigest, type ImageRow } from './image-rows.ts'
import { useImageJson } from './queries.ts'

/** Everything about one image. */
export function ImagePane(context: PaneContext<ImageRow>) {
  const { row } = context
  return (
    <ObjectPane
      context={context}
      name={row.name}
      shown={SHOWN}
      facts={factsOf(row)}
      labels={row.image.labels}
      inspect={<ImageJson row={row} />}
    />
  )
}

function ImageJson({ row: { connection, reference, name } }: { readonly row: ImageRow }) {
  return <InspectTab name={name} query={useImageJson(connection, reference)} />
}

const SHOWN: ReadonlySet<string> = new Set(['image.tag', 'image.remove'])

function factsOf({ image, usedBy }: ImageRow): readonly Fact[] {
  const { id, tags, digests, sizeBytes, createdAt } = image
  return [
    { label: 'ID', value: shortDigest(id), mono: true, onCopy: () => copy(id) },
    { label: 'Names', value: tags.join(', ') || 'none', mono: true },
    ...(digests.length > 0 ? [{ label: 'Digests', value: digests.join(', '), mono: true }] : []),
    { label: 'Size', value: formatSize(sizeBytes) },
    { label: 'Created', value: <AgoAndTime time={createdAt} /> },
    { label: 'Used by', value: <UsedBy names={usedBy} all /> },
  ]
}

function copy(text: string) {
  void engine.desktop.copyText({ text })
}
