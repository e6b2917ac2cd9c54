import { Layers } from 'lucide-react'
import { useMemo } from 'react'
import { useConnectionState } from '#features/connections'
import { useContainers } from '#features/containers'
import { useSortedAnew } from '#lib/use-sorted-anew.ts'
import type { Sort } from '#ui/data-grid/data-grid.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ObjectPage, type PaneContext } from '../../shell/object-page.tsx'
import { PageButton } from '../../shell/page-button.tsx'
import { useConnectionId, useListFilter, useListSort } from '../../shell/route-state.ts'
import { GetButton } from './get-button.tsx'
import { pullImage } from './get-images.ts'
import { IMAGE_FACT_IDS, imageColumns } from './image-columns.tsx'
import { imageCommands } from './image-commands.ts'
import { ImageDrop } from './image-drop.tsx'
import { IMAGE_FILTER_KEYS } from './image-filter-keys.ts'
import { IMAGE_GROUPINGS } from './image-groupings.ts'
import { ImagePane } from './image-pane.tsx'
import { imageRows, type ImageRow } from './image-rows.ts'
import { useImages } from './queries.ts'
import { tellsSharedSizes, useSharedBytes } from './shared-sizes.ts'

/** The images of the connection in view, one row a name. */
export function ImagesPage() {
  const connection = useConnectionId()
  const query = useImages(connection)
  const { data: containers } = useContainers(connection)
  const columns = useColumns(connection)
  const [sort] = useListSort(BY_NAME)
  const [filter] = useListFilter()
  const asksUnique = sort.column === 'unique' || ASKS_UNIQUE.test(filter)
  const sharedBytes = useSharedBytes(connection, query.data, asksUnique)
  const rows = useMemo(
    () =>
      imageRows(connection, query.data ?? [], {
        containers: containers ?? [],
        ...(sharedBytes && { sharedBytes }),
      }),
    [connection, query.data, containers, sharedBytes],
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
        rows={useSortedAnew(rows, IMAGE_FACT_IDS.has(sort.column))}
        columns={columns}
        initialSort={BY_NAME}
        frequent={NO_BUTTONS}
        bulk={BULK}
        groupings={IMAGE_GROUPINGS}
        initialGrouping="repository"
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

/** The same columns as long as the engine is the same. */
function useColumns(connection: string) {
  useConnectionState(connection)
  const tellsShared = tellsSharedSizes(connection)
  return useMemo(() => imageColumns(tellsShared), [tellsShared])
}

/** A filter that leaves none in view, whose cells would ask, until it is known. */
const ASKS_UNIQUE = /(^|\s)-?unique[<>]/i

const BY_NAME: Sort = { column: 'name', direction: 'ascending' }
const NO_BUTTONS = {}
const BULK: ReadonlySet<string> = new Set([
  'image.pull-again',
  'image.push',
  'image.save',
  'image.remove',
])

const NO_IMAGES = (
  <EmptyState
    icon={Layers}
    title="No images yet"
    text="An image is what containers are made from: files and a command. Pull one or build one, and it shows up here by itself."
    command="docker pull alpine"
  />
)

const rowId = ({ reference }: ImageRow) => reference
const rowName = ({ name }: ImageRow) => name
const labelsOf = ({ image }: ImageRow) => image.labels
const textOf = ({ name, image }: ImageRow) => [name, image.id, ...image.digests]
const drawPane = (context: PaneContext<ImageRow>) => <ImagePane {...context} />
