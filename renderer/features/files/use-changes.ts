import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { FileChange } from '#shared/contract/containers.ts'
import { engine } from '../../ipc/client.ts'
import { byFolder } from './file-rows.ts'
import type { FilesTarget } from './files-place.ts'

const NO_CHANGES: readonly FileChange[] = []

/** What differs from the image. Where the engine cannot tell, nothing is marked. */
export function useChanges({ connection, id }: FilesTarget) {
  const { data = NO_CHANGES, refetch } = useQuery({
    queryKey: ['changes', connection, id],
    queryFn: ({ signal }) => engine.containers.changes({ connection, id }, { signal }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  })
  const folders = useMemo(() => byFolder(data), [data])
  return { byFolder: folders, refetch: () => void refetch() }
}
