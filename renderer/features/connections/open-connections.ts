import type { Connection } from '#shared/contract/connections.ts'
import { connectionState, watchConnection } from './connection-states.ts'
import { listedConnections } from './queries.ts'

/** One that nobody has looked at is asked now; one that is slow is not waited for. */
const ASK_MS = 3000

/** The connections that answer, and on which something may be changed. */
export async function openConnections(): Promise<readonly Connection[]> {
  const all = (listedConnections() ?? []).filter(({ mode }) => mode !== 'read-only')
  const answers = await Promise.all(all.map(({ id }) => isConnected(id)))
  return all.filter((_connection, at) => answers[at])
}

function isConnected(id: string): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = () => {
      // What nobody looks at any more is not known any more.
      const { kind } = connectionState(id)
      clearTimeout(clock)
      stop()
      resolve(kind === 'connected')
    }
    const look = () => connectionState(id).kind !== 'connecting' && settle()
    const clock = setTimeout(settle, ASK_MS)
    const stop = watchConnection(id, look)
    look()
  })
}
