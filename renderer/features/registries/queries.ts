import { queryOptions, useQuery } from '@tanstack/react-query'
import { naturalCompare } from '#lib/natural-compare.ts'
import { readReference } from '#shared/image-reference/read-reference.ts'
import { engine } from '../../ipc/client.ts'
import { queryClient } from '../../query-client.ts'

/** Where the logins lie in the cache; they are this machine's, and each engine's page asks anew. */
export const registriesKey = (connection: string) => ['registries', connection] as const

/** Who is logged in where. Other programs log in and out too, so it is read whenever it is looked at. */
export function registriesQuery(connection: string) {
  return queryOptions({
    queryKey: registriesKey(connection),
    queryFn: ({ signal }) => engine.registries.list({ connection }, { signal }),
    staleTime: 0,
    refetchOnWindowFocus: true,
    retry: false,
  })
}

/** Where the names of a registry lie in the cache. */
export const browserKey = (connection: string, ...place: readonly string[]) =>
  ['registry-names', connection, ...place] as const

/** The logins, as they are while the page is looked at. */
export function useRegistries(connection: string) {
  return useQuery(registriesQuery(connection))
}

/** The registries that an engine has images of, asked when the page is opened. */
function imageRegistriesQuery(connection: string) {
  return queryOptions({
    queryKey: ['image-registries', connection],
    async queryFn({ signal }) {
      const images = await engine.images.list({ connection }, { signal })
      const names = images.flatMap(({ tags }) => tags)
      const hosts = names.flatMap((name) => readReference(name).reference?.domain ?? [])
      return [...new Set(hosts)].toSorted(naturalCompare)
    },
    staleTime: 0,
    retry: false,
  })
}

/** Has the registries of an engine's images asked for, so that nobody has to wait for them. */
export function useImageRegistries(connection: string): void {
  useQuery(imageRegistriesQuery(connection))
}

/** Those that are known by now. */
export function imageRegistries(connection: string): readonly string[] {
  return queryClient.getQueryData(imageRegistriesQuery(connection).queryKey) ?? []
}
