import type { Connection } from '#shared/contract/connections.ts'
import type { Endpoint } from '#shared/ipc/define.ts'
import { refuseReadOnly } from './engine/index.ts'

/** Throws when the connection is read-only and the endpoint would change something there. */
export function admit(
  connections: readonly Connection[],
  endpoint: Endpoint,
  input: unknown,
): void {
  if (endpoint.effect === 'read') return
  const connection = connections.find(({ id }) => id === connectionOf(input))
  if (connection) refuseReadOnly(connection)
}

function connectionOf(input: unknown): unknown {
  return typeof input === 'object' && input !== null && 'connection' in input
    ? input.connection
    : undefined
}
