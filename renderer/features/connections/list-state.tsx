import { CloudOff } from 'lucide-react'
import type { ReactNode } from 'react'
import { formatAgo } from '#lib/format-ago.ts'
import { useNow } from '#lib/use-now.ts'
import type { Connection, ConnectionState } from '#shared/contract/connections.ts'
import { asEngineError } from '#shared/errors.ts'
import { visibleText } from '#shared/visible-text.ts'
import { Banner } from '#ui/banner.tsx'
import { Button } from '#ui/button.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { engine } from '../../ipc/client.ts'
import { useConnectionState } from './connection-states.ts'

/** The part of a query that says how a list stands. */
export interface ListQuery {
  readonly data: readonly unknown[] | undefined
  readonly error: unknown
  readonly dataUpdatedAt: number
  refetch(): unknown
}

/** How a list stands: shown, shown as it was, or not there yet. */
export interface ListState {
  /** In place of the list: it could not be read. */
  readonly instead: ReactNode | undefined
  /** Its rows are on their way. */
  readonly isLoading: boolean
  /** Over a list that may no longer be true. */
  readonly banner: ReactNode | undefined
  /** What is shown is only the last that was known. */
  readonly isStale: boolean
}

/** The states that every list of an engine shares, so that each page shows them alike. */
export function useListState(connection: string, query: ListQuery): ListState {
  const state = useConnectionState(connection)
  const fault = 'error' in state ? state.error : undefined
  const retry = () => {
    void engine.connections.retry({ connection })
    void query.refetch()
  }
  if (query.data === undefined) {
    const error = query.error === null ? fault : (fault ?? asEngineError(query.error))
    const copy = (text: string) => void engine.desktop.copyText({ text })
    const instead = error && <ErrorState error={error} onRetry={retry} onCopy={copy} />
    return { instead, isLoading: true, banner: undefined, isStale: false }
  }
  const isStale = isLost(state) || query.error !== null
  const banner = isStale ? (
    <StaleBanner
      reason={reasonOf(state) ?? `${asEngineError(query.error).message}.`}
      since={isLost(state) ? state.since : query.dataUpdatedAt}
      retriesAlone={isLost(state)}
      onRetry={retry}
    />
  ) : undefined
  return { instead: undefined, isLoading: false, banner, isStale }
}

function isLost(state: ConnectionState): boolean {
  return state.kind !== 'connected' && state.kind !== 'connecting'
}

/** Over a list of several engines: which of them is away, and how old its rows are. */
export function AwayBanner({ connection: { id, name } }: { readonly connection: Connection }) {
  const state = useConnectionState(id)
  const reason = reasonOf(state)
  if (reason === undefined) return null
  return (
    <StaleBanner
      reason={`${name}: ${reason}`}
      since={state.since}
      retriesAlone
      retryLabel={`Retry now: ${visibleText(name)}`}
      onRetry={() => void engine.connections.retry({ connection: id })}
    />
  )
}

interface StaleBannerProps {
  /** A sentence. */
  readonly reason: string
  readonly since: number
  readonly retriesAlone: boolean
  /** Names the button where there may be several. */
  readonly retryLabel?: string
  onRetry(): void
}

function StaleBanner(props: StaleBannerProps) {
  const { reason, since, retriesAlone, retryLabel, onRetry } = props
  const now = useNow()
  return (
    // The announcer tells of the connection; this has an age, which would be told again and again.
    <div role="status" aria-live="off">
      <Banner
        icon={CloudOff}
        action={
          <Button kind="quiet" aria-label={retryLabel} onClick={() => onRetry()}>
            Retry now
          </Button>
        }
      >
        <SafeText text={reason} /> You see what was known {formatAgo(since, now)}.
        {retriesAlone && ' Trying again by itself.'}
      </Banner>
    </div>
  )
}

/** Why a list is only the last that was known, as a sentence; undefined while its engine is there. */
function reasonOf(connection: ConnectionState): string | undefined {
  switch (connection.kind) {
    case 'reconnecting':
    case 'disconnected':
      return 'The engine went away.'
    case 'not-responding':
      return 'The engine does not answer.'
    case 'connected':
    case 'connecting':
      return undefined
    default:
      return connection satisfies never
  }
}
