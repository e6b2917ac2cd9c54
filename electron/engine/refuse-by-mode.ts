import type { Connection } from '#shared/contract/connections.ts'
import { EngineError } from '#shared/errors.ts'

/**
 * Throws where the person has said that the app must change nothing, or nothing that they were not
 * asked about.
 */
export function refuseByMode(
  { name, mode }: Pick<Connection, 'name' | 'mode'>,
  confirmed: boolean,
): void {
  switch (mode) {
    case 'full':
      return
    case 'confirm':
      if (!confirmed) throw unconfirmed(name)
      return
    case 'read-only':
      throw readOnly(name)
    default:
      return mode satisfies never
  }
}

function unconfirmed(name: string): EngineError {
  return new EngineError({
    code: 'unconfirmed',
    message: `Nothing was changed: the connection "${name}" confirms everything, and nobody was asked`,
    hint: 'Do it again and answer the question, or set its mode to "Full" on the Connections page.',
  })
}

function readOnly(name: string): EngineError {
  return new EngineError({
    code: 'read-only',
    message: `Nothing was changed: the connection "${name}" is read-only`,
    hint: 'Set its mode to "Full" on the Connections page.',
  })
}
