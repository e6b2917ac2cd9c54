import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Build } from '#shared/contract/builds.ts'
import { engine } from '../../ipc/client.ts'
import { shareById } from '../../live/share-by-id.ts'
import { queryClient } from '../../query-client.ts'

type Builds = readonly Build[]

const KEY = 'builds'

let builds: Builds | undefined
const listeners = new Set<() => void>()

/** Follows the builds of the main process for as long as the window is there. */
export function followBuilds(): void {
  engine.builds.watch({}, { onValue: setBuilds, onEnd: () => setBuilds(builds ?? []) })
}

function setBuilds(next: Builds): void {
  builds = next
  for (const listener of listeners) listener()
  for (const { queryKey } of queryClient.getQueryCache().findAll({ queryKey: [KEY] })) {
    const [, connection] = queryKey
    queryClient.setQueryData(queryKey, next.filter(isOf(String(connection))))
  }
}

const isOf = (connection: string) => (build: Build) => build.connection === connection

/** Our builds on a connection. Main tells of each change, so nothing is ever asked for. */
export function buildsQuery(connection: string) {
  return queryOptions({
    queryKey: [KEY, connection],
    queryFn: async () => (await firstBuilds()).filter(isOf(connection)),
    structuralSharing: (before, after) =>
      shareById(before as Builds | undefined, after as Builds, ({ id }) => id),
    staleTime: Infinity,
    gcTime: Infinity,
    retry: false,
  })
}

/** Our builds on a connection, live. */
export function useBuilds(connection: string) {
  return useQuery(buildsQuery(connection))
}

/** As soon as main has told of them. */
function firstBuilds(): Promise<Builds> {
  if (builds) return Promise.resolve(builds)
  return new Promise((resolve) => {
    const stop = subscribe(() => {
      stop()
      resolve(builds ?? [])
    })
  })
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
