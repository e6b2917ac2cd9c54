import type { QueryClient } from '@tanstack/react-query'
import { containersKey } from '#features/containers'
import { useDock } from '#features/dock'
import type { ContainerSummary } from '#shared/contract/containers.ts'

/** Keeps the dock's tabs in step with the lists of their containers. Returns the undo. */
export function followContainers(client: QueryClient): () => void {
  const follow = (connection: string) => {
    const containers = client.getQueryData<readonly ContainerSummary[]>(containersKey(connection))
    if (containers) useDock.getState().follow(connection, containers)
  }
  const followAll = () => {
    const { tabs } = useDock.getState()
    new Set(tabs.map(({ target }) => target.connection)).forEach(follow)
  }
  const unwatchLists = client.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && query.queryKey[0] === CONTAINERS) followAll()
  })
  // A shell that comes from its pane into the dock may outlive its container by a moment.
  const unwatchTabs = useDock.subscribe(({ tabs }, before) => {
    if (tabs !== before.tabs) followAll()
  })
  return () => {
    unwatchLists()
    unwatchTabs()
  }
}

const [CONTAINERS] = containersKey('')
