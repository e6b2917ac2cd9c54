import type { Connection } from '#shared/contract/connections.ts'
import { EngineError } from '#shared/errors.ts'
import type { Endpoint } from '#shared/ipc/define.ts'

/** Throws when the connection is read-only and the endpoint would change something there. */
export function admit(
  connections: readonly Connection[],
  endpoint: Endpoint,
  input: unknown,
): void {
  if (endpoint.effect === 'read') return
  const connection = connections.find(({ id }) => id === connectionOf(input))
  if (connection?.mode !== 'read-only') return
  throw new EngineError({
    code: 'read-only',
    message: `Nothing was changed: the connection "${connection.name}" is read-only`,
    hint: 'Set its mode to "Full" on the Connections page.',
  })
}

function connectionOf(input: unknown): unknown {
  return typeof input === 'object' && input !== null && 'connection' in input
    ? input.connection
    : undefined
}
