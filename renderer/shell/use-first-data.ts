import { useQueryClient, type Query } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useConnections, useConnectionState } from '#features/connections'
import { PAGES } from './pages.ts'

const PAGE_IDS: ReadonlySet<unknown> = new Set(PAGES.map(({ id }) => id))

/**
 * Whether the window has something to show: a list or its refusal, the welcome page, or a page
 * that needs no engine. Once it has, it stays so: later reads go on under what is shown.
 */
export function useFirstData(connection: string, needsEngine: boolean): boolean {
  const { isPending } = useConnections()
  const { kind } = useConnectionState(connection)
  const [read, setRead] = useState(false)
  const client = useQueryClient()
  useEffect(() => {
    if (read) return undefined
    const cache = client.getQueryCache()
    const check = () => {
      if (cache.getAll().some((query) => isReadList(query, connection))) setRead(true)
    }
    check()
    return cache.subscribe(check)
  }, [client, connection, read])
  if (isPending) return false
  return read || !needsEngine || connection === '' || kind === 'disconnected'
}

function isReadList({ queryKey, state }: Query, connection: string): boolean {
  const [page, of, more] = queryKey
  return PAGE_IDS.has(page) && of === connection && more === undefined && state.status !== 'pending'
}
