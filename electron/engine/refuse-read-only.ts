import type { Connection } from '#shared/contract/connections.ts'
import { EngineError } from '#shared/errors.ts'

/** Throws where the person has said that the app must change nothing. */
export function refuseReadOnly({ name, mode }: Pick<Connection, 'name' | 'mode'>): void {
  if (mode !== 'read-only') return
  throw new EngineError({
    code: 'read-only',
    message: `Nothing was changed: the connection "${name}" is read-only`,
    hint: 'Set its mode to "Full" on the Connections page.',
  })
}
