import { connectionInView, history, isAllEngines } from '../../shell/navigation.ts'
import { connectionOf } from './queries.ts'

/**
 * The name of a connection that is not the only one that the window shows now: what is asked and
 * told of its objects must then say where they are. Undefined where that needs no words.
 */
export function engineElsewhere(connection: string): string | undefined {
  const isAlone = connection === connectionInView() && !isAllEngines(history.location.pathname)
  if (isAlone) return undefined
  return connectionOf(connection)?.name ?? connection
}
