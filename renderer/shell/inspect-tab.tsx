import { asEngineError } from '#shared/errors.ts'
import { ErrorState } from '#ui/error-state.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { engine } from '../ipc/client.ts'
import { InspectJson } from './inspect-json.tsx'

interface InspectTabProps {
  readonly name: string
  readonly query: {
    readonly data: string | undefined
    readonly error: unknown
    refetch(): unknown
  }
}

/** The engine's whole answer about an object, as JSON. */
export function InspectTab({ name, query }: InspectTabProps) {
  const { data, error } = query
  if (data !== undefined) return <InspectJson key={name} name={name} json={data} />
  if (error !== null) {
    return (
      <ErrorState
        error={asEngineError(error)}
        onRetry={() => void query.refetch()}
        onCopy={(text) => void engine.desktop.copyText({ text })}
      />
    )
  }
  return <Skeleton />
}
