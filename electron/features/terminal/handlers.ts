import type { AppContract } from '#shared/contract/index.ts'
import type { Engines } from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import { findShell } from './find-shell.ts'
import { runShell } from './run-shell.ts'

/** Shells in containers. */
export function terminalHandlers(engines: Engines): FeatureHandlers<AppContract['terminal']> {
  return {
    findShell: ({ connection, id }, { signal }) => findShell(engines.get(connection), id, signal),
    exec: ({ connection, ...wish }, pipe) => runShell(engines.get(connection), wish, pipe),
  }
}
