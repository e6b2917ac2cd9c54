import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { NamePage } from '#shared/contract/registries.ts'
import { asEngineError } from '#shared/errors.ts'
import { Button } from '#ui/button.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { engine } from '../../ipc/client.ts'
import styles from './registry-browser.module.css'

interface NamePagesProps {
  /** Names the list, and what is asked for more of: `Repositories`. */
  readonly label: string
  readonly queryKey: readonly string[]
  read(after: string | undefined, signal: AbortSignal): Promise<NamePage>
  /** What is said where there are none. */
  readonly none: string
  /** What stands in the line of one name. */
  readonly children: (name: string) => ReactNode
}

/** Names of a registry, as far as they were asked for. */
export function NamePages({ label, queryKey, read, none, children }: NamePagesProps) {
  const { data, error, hasNextPage, isFetching, fetchNextPage, refetch } = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam, signal }) => read(pageParam || undefined, signal),
    initialPageParam: '',
    getNextPageParam: ({ names, hasMore }: NamePage) => (hasMore ? names.at(-1) : undefined),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  if (error) {
    return (
      <ErrorState
        error={asEngineError(error)}
        onRetry={() => void refetch()}
        onCopy={(text) => void engine.desktop.copyText({ text })}
      />
    )
  }
  if (!data) return <Skeleton />
  const names = data.pages.flatMap((page) => page.names)
  if (names.length === 0) return <p className={styles.none}>{none}</p>
  return (
    <>
      <ul className={styles.names} aria-label={label}>
        {names.map((name) => (
          <li key={name} className={styles.line}>
            {children(name)}
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button aria-disabled={isFetching} onClick={() => void fetchNextPage()}>
          {`More ${label.toLowerCase()}`}
        </Button>
      )}
    </>
  )
}
