import { formatSize } from '#lib/format-bytes.ts'
import { formatClock } from '#lib/format-clock.ts'
import { naturalCompare } from '#lib/natural-compare.ts'
import type { ContainerSize } from '#shared/contract/containers.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { Column } from '#ui/data-grid/data-grid.tsx'
import { factColumn } from '#ui/fact-column.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import type { ShownContainer } from '../shown-container.ts'
import { platformFacts, restartFacts, sizeFacts } from './facts.ts'

type ContainerColumn = Column<ShownContainer>

/** Hidden at first. */
const HIDDEN = {
  optional: 'hidden',
  refOf: ({ connection, id }: ShownContainer) => ({ connection, id }),
} as const

/** What the engine tells of one container alone: it is asked for the rows in view. */
export const FACT_COLUMNS: readonly ContainerColumn[] = [
  factColumn({
    ...HIDDEN,
    id: 'restarts',
    title: 'Restarts',
    hint: 'By its restart policy. Sorts the rows that have been in view',
    width: '88px',
    align: 'end',
    firstDirection: 'descending',
    store: restartFacts,
    draw: (count) => count.toLocaleString('en'),
    compareValues: (a, b) => a - b,
  }),
  factColumn({
    ...HIDDEN,
    id: 'platform',
    title: 'Platform',
    hint: 'Sorts the rows that have been in view',
    width: '112px',
    store: platformFacts,
    draw: (platform) => <SafeText text={platform} hint={visibleText(platform)} />,
    compareValues: naturalCompare,
  }),
  factColumn({
    ...HIDDEN,
    id: 'size',
    title: 'Size',
    hint: 'Written by the container. Sorts the rows that have been in view',
    width: '84px',
    align: 'end',
    firstDirection: 'descending',
    store: sizeFacts,
    draw: (size, at) => (
      <span data-tooltip={sizeWords(size, at)}>{formatSize(size.writtenBytes)}</span>
    ),
    compareValues: (a, b) => a.writtenBytes - b.writtenBytes,
  }),
]

/** Columns that become known little by little. */
export const FACT_IDS: ReadonlySet<string> = new Set(FACT_COLUMNS.map(({ id }) => id))

function sizeWords({ totalBytes }: ContainerSize, at: number): string {
  const total = totalBytes === undefined ? '' : `${formatSize(totalBytes)} with its image, `
  return `${total}as measured at ${formatClock(at)}`
}
