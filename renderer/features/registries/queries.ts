import { queryOptions, useQuery } from '@tanstack/react-query'
import { engine } from '../../ipc/client.ts'

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
