import type { AppContract } from '#shared/contract/index.ts'
import type { Engines } from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import { readLog } from './read-log.ts'

/** The logs of containers, as the engine has them. */
export function logHandlers(engines: Engines): FeatureHandlers<AppContract['logs']> {
  return {
    read: ({ connection, ...wish }, { stream, signal }) =>
      readLog(engines.get(connection), wish, stream, signal),
  }
}
