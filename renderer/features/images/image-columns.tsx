import { formatSize } from '#lib/format-bytes.ts'
import { naturalCompare } from '#lib/natural-compare.ts'
import { shortId } from '#shared/object-id.ts'
import { visibleText } from '#shared/visible-text.ts'
import { Age } from '#ui/age.tsx'
import type { Column } from '#ui/data-grid/data-grid.tsx'
import { hiddenColumn, labelsText } from '#ui/data-grid/text-column.tsx'
import { UnknownFact } from '#ui/fact-cell.tsx'
import { factColumn } from '#ui/fact-column.tsx'
import { NewerMark } from '#ui/newer-mark.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { platformFacts } from './image-facts.ts'
import { originWords } from './image-origin.ts'
import type { ImageRow } from './image-rows.ts'
import { ImageUsers } from './image-users.tsx'
import { sizeColumns } from './size-columns.tsx'

type ImageColumn = Column<ImageRow>

const name: ImageColumn = {
  id: 'name',
  title: 'Name',
  width: 'minmax(180px, 3fr)',
  render: ({ name }) => <SafeText text={name} />,
  compare: (a, b) => naturalCompare(a.name, b.name),
}

const digest: ImageColumn = {
  id: 'digest',
  optional: 'shown',
  title: 'Digest',
  hint: 'Under which a registry has it',
  width: '104px',
  hideBelow: 1060,
  render: ({ digest }) =>
    digest !== undefined && <SafeText text={shortId(digest)} hint={visibleText(digest)} />,
  compare: (a, b) => naturalCompare(a.digest ?? '', b.digest ?? ''),
  isUnknown: (row) => row.digest === undefined,
}

const size: ImageColumn = {
  id: 'size',
  optional: 'shown',
  title: 'Size',
  hint: 'With what other images have of it too',
  width: '84px',
  align: 'end',
  render: ({ image }) => formatSize(image.sizeBytes),
  compare: (a, b) => a.image.sizeBytes - b.image.sizeBytes,
}

const platform: ImageColumn = factColumn({
  id: 'platform',
  optional: 'shown',
  title: 'Platform',
  hint: 'Sorts the rows that have been in view',
  width: '104px',
  hideBelow: 820,
  store: platformFacts,
  refOf: ({ connection, image }: ImageRow) => ({ connection, id: image.id }),
  draw: (text) => <SafeText text={text} hint={visibleText(text)} />,
  compareValues: naturalCompare,
})

const created: ImageColumn = {
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
}

const usedBy: ImageColumn = {
  id: 'used-by',
  optional: 'shown',
  title: 'Used by',
  width: 'minmax(96px, 1.2fr)',
  hideBelow: 520,
  render: (row) => <ImageUsers row={row} />,
  renderGroup: usedWords,
  compare: (a, b) => a.usedBy.length - b.usedBy.length,
}

const source: ImageColumn = {
  id: 'source',
  optional: 'shown',
  title: 'Source',
  width: '128px',
  hideBelow: 960,
  render(row) {
    const { text, hint } = originWords(row)
    return text === '' ? <UnknownFact reason={hint} /> : <span data-tooltip={hint}>{text}</span>
  },
  compare: (a, b) => naturalCompare(originWords(a).text, originWords(b).text),
  isUnknown: (row) => originWords(row).text === '',
}

/**
 * The columns of the list of images. What goes with an image is shown at first where the engine
 * tells it with its list; others measure their whole disk for it, for those who choose to see it.
 */
export function imageColumns(tellsShared: boolean): readonly ImageColumn[] {
  return [
    name,
    size,
    ...sizeColumns(tellsShared ? 'shown' : 'hidden'),
    digest,
    platform,
    created,
    usedBy,
    source,
    hiddenColumn('id', 'ID', ({ image }) => shortId(image.id)),
    hiddenColumn('labels', 'Labels', ({ image }) => labelsText(image.labels)),
  ]
}

/** Columns that become known little by little. */
export const IMAGE_FACT_IDS: ReadonlySet<string> = new Set([platform.id])

/** `2/5 used`: so many of a group's names are of images that containers use. */
function usedWords(rows: readonly ImageRow[]): string {
  return `${rows.filter((row) => row.usedBy.length > 0).length}/${rows.length} used`
}
