import { visibleText } from '#shared/visible-text.ts'
import type { ShownContainer } from './shown-container.ts'

/** The name of a connection, where it must be said; see `engineElsewhere`. */
export type EngineOf = (connection: string) => string | undefined

/** A container in a question: `container "web-1" on colima`. */
export function namedInFull({ name, connection }: ShownContainer, engineOf: EngineOf): string {
  return [`container "${visibleText(name)}"`, ...onEngine(connection, engineOf)].join(' ')
}

/** `on colima`, or nothing where that needs no words. */
export function onEngine(connection: string, engineOf: EngineOf): readonly string[] {
  const engine = engineOf(connection)
  return engine === undefined ? [] : [`on ${visibleText(engine)}`]
}
