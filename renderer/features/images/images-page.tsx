import { Layers } from 'lucide-react'
import { useMemo } from 'react'
import { useContainers } from '#features/containers'
import { formatSize } from '#lib/format-bytes.ts'
import { naturalCompare } from '#lib/natural-compare.ts'
import { Age } from '#ui/age.tsx'
import type { Column, Sort } from '#ui/data-grid/data-grid.tsx'
import { hiddenColumn, labelsText } from '#ui/data-grid/text-column.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { NewerMark } from '#ui/newer-mark.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { UsedBy } from '#ui/used-by.tsx'
import { ObjectPage, type PaneContext } from '../../shell/object-page.tsx'
import { PageButton } from '../../shell/page-button.tsx'
import { useConnectionId } from '../../shell/route-state.ts'
import { GetButton } from './get-button.tsx'
import { pullImage } from './get-images.ts'
import { imageCommands } from './image-commands.ts'
import { ImageDrop } from './image-drop.tsx'
import { IMAGE_FILTER_KEYS } from './image-filter-keys.ts'
import { IMAGE_GROUPINGS } from './image-groupings.ts'
import { ImagePane } from './image-pane.tsx'
import { imageRows, shortDigest, type ImageRow } from './image-rows.ts'
import { useImages } from './queries.ts'

/** The images of the connection in view, one row a name. */
export function ImagesPage() {
  const connection = useConnectionId()
  const query = useImages(connection)
  const { data: containers } = useContainers(connection)
  const rows = useMemo(
    () => imageRows(connection, query.data ?? [], containers ?? []),
    [connection, query.data, containers],
  )
  return (
    <ImageDrop connection={connection}>
      <ObjectPage
        page="images"
        title="Images"
        noun="image"
        placeholder="Filter: name, size>500mb, used:no…"
        connection={connection}
        query={query}
        rows={rows}
        columns={COLUMNS}
        initialSort={BY_NAME}
        frequent={NO_BUTTONS}
        bulk={BULK}
        groupings={IMAGE_GROUPINGS}
        empty={NO_IMAGES}
        primary={
          <>
            <GetButton connection={connection} />
            <PageButton
              connection={connection}
              label="Pull image"
              shortcut="Mod+Shift+L"
              onRun={() => pullImage(connection)}
            />
          </>
        }
        rowId={rowId}
        rowName={rowName}
        textOf={textOf}
        filterKeys={IMAGE_FILTER_KEYS}
        labelsOf={labelsOf}
        commandsOf={imageCommands}
        pane={drawPane}
      />
    </ImageDrop>
  )
}

const BY_NAME: Sort = { column: 'name', direction: 'ascending' }
const NO_BUTTONS = {}
const BULK: ReadonlySet<string> = new Set(['image.push', 'image.save', 'image.remove'])

const NO_IMAGES = (
  <EmptyState
    icon={Layers}
    title="No images yet"
    text="An image is what containers are made from: files and a command. Pull one or build one, and it shows up here by itself."
    command="docker pull alpine"
  />
)

const COLUMNS: readonly Column<ImageRow>[] = [
  {
    id: 'name',
    title: 'Name',
    width: 'minmax(180px, 3fr)',
    render: ({ name }) => <SafeText text={name} />,
    compare: (a, b) => naturalCompare(a.name, b.name),
  },
  {
    id: 'size',
    optional: 'shown',
    title: 'Size',
    width: '92px',
    align: 'end',
    render: ({ image }) => formatSize(image.sizeBytes),
    compare: (a, b) => a.image.sizeBytes - b.image.sizeBytes,
  },
  {
    id: 'created',
    optional: 'shown',
    title: 'Created',
    width: '88px',
    hideBelow: 420,
    // Not beside its name, which is all that the row is called by.
    render: ({ connection, reference, image }) => (
      <>
        <Age time={image.createdAt} />
        <NewerMark connection={connection} reference={reference} imageId={image.id} />
      </>
    ),
    // The age goes up: the youngest comes first.
    compare: (a, b) => b.image.createdAt - a.image.createdAt,
  },
  {
    id: 'used-by',
    optional: 'shown',
    title: 'Used by',
    width: 'minmax(96px, 1.4fr)',
    hideBelow: 520,
    render: ({ usedBy }) => <UsedBy names={usedBy} />,
    compare: (a, b) => a.usedBy.length - b.usedBy.length,
  },
  hiddenColumn('id', 'ID', ({ image }) => shortDigest(image.id)),
  hiddenColumn('labels', 'Labels', ({ image }) => labelsText(image.labels)),
]

const rowId = ({ reference }: ImageRow) => reference
const rowName = ({ name }: ImageRow) => name
const labelsOf = ({ image }: ImageRow) => image.labels
const textOf = ({ name, image }: ImageRow) => [name, image.id, ...image.digests]
const drawPane = (context: PaneContext<ImageRow>) => <ImagePane {...context} />
