import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useSettled } from '#lib/use-settled.ts'
import { NO_FACTS, type DockerfileFacts } from './dockerfile-facts.ts'

/** Milliseconds of rest in typing. */
const REST_MS = 200

/** What a Dockerfile says, a moment after it was read or written. What reads it is loaded when first needed. */
export function useDockerfileFacts(text: string | undefined): DockerfileFacts {
  const settled = useSettled(text, REST_MS)
  const { data: read } = useQuery({
    queryKey: ['dockerfile-reader'],
    queryFn: () => import('./read-dockerfile.ts'),
    staleTime: Infinity,
    // Kept as it is: a module is not data.
    structuralSharing: false,
  })
  return useMemo(
    () => (settled === undefined ? undefined : read?.readDockerfile(settled)) ?? NO_FACTS,
    [read, settled],
  )
}
