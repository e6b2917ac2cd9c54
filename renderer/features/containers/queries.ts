import { keepPreviousData, queryOptions, useQuery, type QueryClient } from '@tanstack/react-query'
import type { ContainerDetails, ContainerSummary } from '#shared/contract/containers.ts'
import { engine } from '../../ipc/client.ts'
import { readAnew } from '../../live/read-anew.ts'
import {
  containerDetailsKey,
  containerList,
  containersKey,
  shareContainers,
} from './container-list.ts'

/** The containers of a connection. Events keep it fresh (`live.ts`), so it never grows stale. */
export function containersQuery(connection: string, list = engine.containers.list) {
  return queryOptions({
    queryKey: containersKey(connection),
    queryFn: ({ client }) => containerList(client, connection, list).readAll(),
    structuralSharing: (before, after) =>
      shareContainers(before as Containers | undefined, after as Containers),
    staleTime: Infinity,
    gcTime: Infinity,
    retry: false,
  })
}

/** All that the engine says of one container. Events about it have it read again. */
function containerDetailsQuery(connection: string, id: string) {
  return queryOptions({
    queryKey: containerDetailsKey(connection, id),
    queryFn: ({ signal }) => engine.containers.inspect({ connection, id }, { signal }),
    staleTime: Infinity,
    retry: false,
  })
}

/**
 * What tells why this run of a container ended. It lies under the details: what makes those outdated
 * has it read again too.
 */
function containerEndingQuery(connection: string, { id, state, finishedAt }: ContainerDetails) {
  const run = [state.kind, finishedAt ?? 0] as const
  return queryOptions({
    queryKey: [...containerDetailsKey(connection, id), 'ending', ...run],
    queryFn: ({ signal }) => engine.containers.ending({ connection, id }, { signal }),
    // In a loop of restarts the last lines stay while the next ones are read.
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    retry: false,
  })
}

/** The containers of a connection, live. */
export function useContainers(connection: string) {
  return useQuery(containersQuery(connection))
}

/** One container in full, live. */
export function useContainerDetails(connection: string, id: string) {
  return useQuery(containerDetailsQuery(connection, id))
}

/** What tells why a container does not run; for one that does, do not ask. */
export function useContainerEnding(connection: string, details: ContainerDetails) {
  return useQuery(containerEndingQuery(connection, details))
}

/** Marks what was read of a container as outdated; it is read again where it is shown. */
export function outdateContainerDetails(client: QueryClient, connection: string, id: string) {
  return readAnew(client, { queryKey: containerDetailsKey(connection, id) })
}

type Containers = readonly ContainerSummary[]
