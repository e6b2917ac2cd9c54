import { lazy, Suspense } from 'react'
import { Skeleton } from '../skeleton.tsx'

const DiffEditor = lazy(() =>
  import('./diff-editor.tsx').then(({ DiffEditor }) => ({ default: DiffEditor })),
)

/** One side of a comparison. */
export interface DiffSide {
  /** The accessible name. */
  readonly label: string
  /** Pretty-printed. */
  readonly json: string
}

export interface JsonDiffProps {
  readonly left: DiffSide
  readonly right: DiffSide
}

/** Two texts of JSON beside each other; what is the same is folded. */
export function JsonDiff(props: JsonDiffProps) {
  return (
    <Suspense fallback={<Skeleton />}>
      <DiffEditor {...props} />
    </Suspense>
  )
}
