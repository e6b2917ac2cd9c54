import type { Connection } from '#shared/contract/connections.ts'
import { EngineError } from '#shared/errors.ts'

type Refusing = Pick<Connection, 'name' | 'mode' | 'foldedInto'>

/**
 * Throws where the person has said that the app must change nothing, or nothing that they were not
 * asked about.
 */
export function refuseByMode(connection: Refusing, confirmed: boolean): void {
  switch (connection.mode) {
    case 'full':
      return
    case 'confirm':
      if (!confirmed) throw unconfirmed(connection)
      return
    case 'read-only':
      throw readOnly(connection)
    default:
      return connection.mode satisfies never
  }
}

function unconfirmed({ name, foldedInto }: Refusing): EngineError {
  return new EngineError({
    code: 'unconfirmed',
    message: `Nothing was changed: the connection "${name}" confirms everything, and nobody was asked`,
    hint: `Do it again and answer the question, or ${wayOut(foldedInto)}.`,
  })
}

function readOnly({ name, foldedInto }: Refusing): EngineError {
  return new EngineError({
    code: 'read-only',
    message: `Nothing was changed: the connection "${name}" is read-only`,
    hint: `To change that, ${wayOut(foldedInto)}.`,
  })
}

/** One that has folded has the strictest mode of all ways to its engine, and is not listed itself. */
function wayOut(foldedInto: string | undefined): string {
  return foldedInto === undefined
    ? 'set its mode to "Full" on the Connections page'
    : 'set the mode of each connection to this engine to "Full" on the Connections page'
}
