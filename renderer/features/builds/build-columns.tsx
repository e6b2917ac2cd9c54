import { naturalCompare } from '#lib/natural-compare.ts'
import { useNow } from '#lib/use-now.ts'
import type { Build } from '#shared/contract/builds.ts'
import { Age } from '#ui/age.tsx'
import type { Column } from '#ui/data-grid/data-grid.tsx'
import { hiddenColumn } from '#ui/data-grid/text-column.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import {
  BUILDER_NAMES,
  cachedWords,
  isRunning,
  spanOf,
  spanWords,
  stateName,
} from './build-words.ts'
import { BuildStatus } from './status.tsx'

/** The columns of the builds. */
export const BUILD_COLUMNS: readonly Column<Build>[] = [
  {
    id: 'status',
    title: 'Status',
    width: '128px',
    render: (build) => <BuildStatus build={build} />,
    compare: (a, b) => naturalCompare(stateName(a), stateName(b)),
  },
  {
    id: 'name',
    title: 'Name',
    width: 'minmax(150px, 3fr)',
    render: ({ name }) => <SafeText text={name} />,
    compare: (a, b) => naturalCompare(a.name, b.name),
  },
  {
    id: 'builder',
    optional: 'shown',
    title: 'Builder',
    width: '92px',
    hideBelow: 560,
    render: ({ builder }) => builder && BUILDER_NAMES[builder],
    compare: (a, b) => naturalCompare(builderName(a), builderName(b)),
    isUnknown: ({ builder }) => builder === undefined,
  },
  {
    id: 'cached',
    optional: 'shown',
    title: 'Steps cached',
    width: '104px',
    align: 'end',
    hideBelow: 640,
    render: cachedWords,
    compare: (a, b) => cachedShare(a) - cachedShare(b),
    isUnknown: ({ steps }) => steps.all === 0,
    firstDirection: 'descending',
  },
  {
    id: 'duration',
    optional: 'shown',
    title: 'Duration',
    width: '88px',
    align: 'end',
    hideBelow: 400,
    render: (build) => <Duration build={build} />,
    compare: (a, b) => (spanOf(a, Date.now()) ?? 0) - (spanOf(b, Date.now()) ?? 0),
    firstDirection: 'descending',
  },
  {
    id: 'when',
    optional: 'shown',
    title: 'When',
    width: '72px',
    hideBelow: 340,
    render: ({ startedAt }) => <Age time={startedAt} />,
    // The age goes up: the youngest comes first.
    compare: (a, b) => b.startedAt - a.startedAt,
  },
  hiddenColumn('from', 'Built from', ({ from }) => from.path),
]

function Duration({ build }: { readonly build: Build }) {
  const now = useNow(1000, isRunning(build))
  return spanWords(build, now)
}

/** Empty before it is known. */
export function builderName({ builder }: Build): string {
  return builder ? BUILDER_NAMES[builder] : ''
}

function cachedShare({ steps: { all, cached } }: Build): number {
  return all === 0 ? 0 : cached / all
}
