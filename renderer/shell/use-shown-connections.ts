import { useMemo } from 'react'
import { useConnections } from '#features/connections'

/** The connections whose objects the window shows now: one, or all that lead somewhere. */
export function useShownConnections(connection: string, all: boolean): readonly string[] {
  const { data } = useConnections()
  return useMemo(() => {
    const usable = (data ?? []).filter(({ fault }) => fault === undefined).map(({ id }) => id)
    if (all) return usable
    return connection === '' ? [] : [connection]
  }, [data, connection, all])
}
