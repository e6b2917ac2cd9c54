import { formatSize } from '#lib/format-bytes.ts'
import type { Column } from '#ui/data-grid/data-grid.tsx'
import { PendingFact, UnknownFact } from '#ui/fact-cell.tsx'
import { uniqueBytes, type ImageRow } from './image-rows.ts'
import { useSharedSizes } from './shared-sizes.ts'

/** What goes with an image, and what stays: `unique` is shown as the list of the engine allows. */
export function sizeColumns(unique: 'shown' | 'hidden'): readonly Column<ImageRow>[] {
  return [
    {
      ...figures('unique', 'Unique', uniqueBytes),
      hint: 'No other image has it: what is freed when it goes',
      optional: unique,
      hideBelow: 720,
    },
    {
      ...figures('shared', 'Shared', ({ sharedBytes }) => sharedBytes),
      hint: 'Other images have it too: it stays when this one goes',
      optional: 'hidden',
    },
  ]
}

function figures(
  id: string,
  title: string,
  bytesOf: (row: ImageRow) => number | undefined,
): Column<ImageRow> {
  return {
    id,
    title,
    width: '84px',
    align: 'end',
    firstDirection: 'descending',
    render: (row) => <SharedCell connection={row.connection} bytes={bytesOf(row)} />,
    compare: (a, b) => (bytesOf(a) ?? 0) - (bytesOf(b) ?? 0),
    isUnknown: (row) => bytesOf(row) === undefined,
  }
}

interface SharedCellProps {
  readonly connection: string
  readonly bytes: number | undefined
}

/** Has the engine asked what its images share, while it is there. */
function SharedCell({ connection, bytes }: SharedCellProps) {
  const { data, isFetching } = useSharedSizes(connection)
  if (bytes !== undefined) return formatSize(bytes)
  if (data === undefined || isFetching) return <PendingFact />
  return (
    <UnknownFact reason={data.problem ?? 'The engine did not say how much others have of it'} />
  )
}
