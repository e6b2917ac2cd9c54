import { formatSize } from '#lib/format-bytes.ts'
import { naturalCompare } from '#lib/natural-compare.ts'
import type { CacheEntry } from '#shared/contract/disk.ts'
import { visibleText } from '#shared/visible-text.ts'
import { Age } from '#ui/age.tsx'
import type { Column } from '#ui/data-grid/data-grid.tsx'
import { SafeText } from '#ui/safe-text.tsx'

/** The columns of the build cache. */
export const CACHE_COLUMNS: readonly Column<CacheEntry>[] = [
  {
    id: 'name',
    title: 'Description',
    width: 'minmax(180px, 4fr)',
    render: ({ name }) => <SafeText text={name} hint={visibleText(name)} />,
    compare: (a, b) => naturalCompare(a.name, b.name),
  },
  {
    id: 'type',
    title: 'Type',
    width: 'minmax(96px, 1fr)',
    hideBelow: 560,
    render: ({ type }) => <SafeText text={type} />,
    compare: (a, b) => naturalCompare(a.type, b.type),
  },
  {
    id: 'size',
    title: 'Size',
    width: '88px',
    align: 'end',
    render: ({ bytes }) => bytes !== undefined && formatSize(bytes),
    compare: (a, b) => (a.bytes ?? 0) - (b.bytes ?? 0),
    isUnknown: ({ bytes }) => bytes === undefined,
    firstDirection: 'descending',
  },
  {
    id: 'used',
    title: 'Last used',
    width: '84px',
    hideBelow: 400,
    render: ({ usedAt }) => usedAt !== undefined && <Age time={usedAt} />,
    // The age goes up: what was used last comes first.
    compare: (a, b) => (b.usedAt ?? 0) - (a.usedAt ?? 0),
    isUnknown: ({ usedAt }) => usedAt === undefined,
  },
  {
    id: 'in-use',
    title: 'In use',
    hint: 'A build used it when this was measured',
    width: '68px',
    hideBelow: 460,
    render: ({ inUse }) => (inUse ? 'Yes' : 'No'),
    compare: (a, b) => Number(b.inUse) - Number(a.inUse),
  },
  {
    id: 'shared',
    title: 'Shared',
    hint: 'An image has its content too: no space comes back with it',
    width: '72px',
    hideBelow: 500,
    render: ({ shared }) => (shared ? 'Yes' : 'No'),
    compare: (a, b) => Number(b.shared) - Number(a.shared),
  },
]
