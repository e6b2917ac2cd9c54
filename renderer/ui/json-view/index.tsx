import { lazy, Suspense } from 'react'
import { Skeleton } from '../skeleton.tsx'

const JsonEditor = lazy(() =>
  import('./json-editor.tsx').then(({ JsonEditor }) => ({ default: JsonEditor })),
)

export interface JsonViewProps {
  /** The accessible name: `Inspect web-1`. */
  readonly label: string
  /** Pretty-printed. */
  readonly json: string
  /** Told where in the JSON the cursor is: `HostConfig.Memory`. */
  onPath?(path: string): void
}

/** JSON to read: folds, and is searched with Mod+F. The editor is loaded when it is first shown. */
export function JsonView(props: JsonViewProps) {
  return (
    <Suspense fallback={<Skeleton />}>
      <JsonEditor key={props.label} {...props} />
    </Suspense>
  )
}
