import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { connectionState } from '#features/connections'
import { errorText } from '#lib/error-text.ts'
import type { ImageSummary } from '#shared/contract/images.ts'
import { engine } from '../../ipc/client.ts'
import { queryClient } from '../../query-client.ts'
import { imagesKey } from './queries.ts'

/** What images share, as it was told of these images. */
export interface SharedSizes {
  /** In bytes, by the id of the image. */
  readonly bytes: ReadonlyMap<string, number>
  /** Why there are none. */
  readonly problem?: string
  readonly of: readonly ImageSummary[] | undefined
  /** From this time on it may be asked again, in milliseconds since the epoch. */
  readonly restsUntil: number
}

/** An engine that walks through its whole disk for it is left alone for so many times as long. */
const REST_FACTOR = 20
const MIN_REST_MS = 5000
const FAILED_REST_MS = 60_000

/** What the images of a connection share. It is asked for while something shows it, and only then. */
function sharedSizesQuery(connection: string) {
  return queryOptions({
    queryKey: ['image-sizes', connection],
    queryFn: ({ signal }) => ask(connection, signal),
    structuralSharing: false,
    staleTime: Infinity,
    gcTime: Infinity,
    retry: false,
  })
}

/** Has it asked for, as long as this is drawn. */
export function useSharedSizes(connection: string) {
  return useQuery(sharedSizesQuery(connection))
}

/**
 * What was told so far; asked for only where it is `wanted`, though nothing shows it yet. Asked
 * again, where it is shown or wanted, once images are others.
 */
export function useSharedBytes(
  connection: string,
  images: readonly ImageSummary[] | undefined,
  wanted: boolean,
) {
  const client = useQueryClient()
  const { data } = useQuery({ ...sharedSizesQuery(connection), enabled: wanted })
  const isOutdated =
    data !== undefined && images !== undefined && (data.problem !== undefined || data.of !== images)
  const restsUntil = data?.restsUntil ?? 0
  useEffect(() => {
    if (!isOutdated) return undefined
    const { queryKey } = sharedSizesQuery(connection)
    const again = () => void client.invalidateQueries({ queryKey })
    const timer = setTimeout(again, Math.max(0, restsUntil - Date.now()))
    return () => clearTimeout(timer)
  }, [client, connection, isOutdated, restsUntil])
  return data?.bytes
}

const cheap = new Map<string, boolean>()

/** Whether a connection's engine tells it with its list, and need not measure its disk for it. */
export function tellsSharedSizes(connection: string): boolean {
  const state = connectionState(connection)
  if (state.kind === 'connected') {
    const { isPodman, apiVersion } = state.engine
    cheap.set(connection, !isPodman && isAtLeast(apiVersion, [1, 42]))
  }
  return cheap.get(connection) ?? false
}

async function ask(connection: string, signal: AbortSignal): Promise<SharedSizes> {
  const begun = Date.now()
  const of = queryClient.getQueryData<readonly ImageSummary[]>(imagesKey(connection))
  const restsUntil = (leastMs: number) => {
    const now = Date.now()
    return now + Math.max(leastMs, REST_FACTOR * (now - begun))
  }
  try {
    const sizes = await engine.images.sharedSizes({ connection }, { signal })
    const bytes = new Map(sizes.map((size) => [size.id, size.bytes]))
    return { bytes, of, restsUntil: restsUntil(MIN_REST_MS) }
  } catch (cause) {
    if (signal.aborted) throw cause
    const problem = errorText(cause)
    return { bytes: new Map(), problem, of, restsUntil: restsUntil(FAILED_REST_MS) }
  }
}

function isAtLeast(version: string, [major, minor]: readonly [number, number]): boolean {
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number)
  return ownMajor > major || (ownMajor === major && ownMinor >= minor)
}
