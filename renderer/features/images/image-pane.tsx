import { formatSize } from '#lib/format-bytes.ts'
import { AgoAndTime } from '#ui/age.tsx'
import { DetailsPane } from '#ui/details-pane.tsx'
import { FactList, LabelList, type Fact } from '#ui/fact-list.tsx'
import { UsedBy } from '#ui/used-by.tsx'
import { engine } from '../../ipc/client.ts'
import { PaneButtons, PaneMenu } from '../../shell/command-buttons.tsx'
import { InspectTab } from '../../shell/inspect-tab.tsx'
import type { PaneContext } from '../../shell/object-page.tsx'
import { shortDigest, type ImageRow } from './image-rows.ts'
import { useImageJson } from './queries.ts'

/** Everything about one image. */
export function ImagePane(props: PaneContext<ImageRow>) {
  const { row, commands, access, tab, full, onTabChange, onClose } = props
  const { name, image } = row
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
              <LabelList labels={image.labels} />
            </>
          ),
        },
        {
          id: 'inspect',
          title: 'Inspect',
          render: () => <ImageJson row={row} />,
        },
      ]}
      tab={tab === 'inspect' ? tab : 'overview'}
      onTabChange={onTabChange}
      onClose={onClose}
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
