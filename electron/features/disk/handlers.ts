import type { DiskTarget } from '#shared/contract/disk.ts'
import type { AppContract } from '#shared/contract/index.ts'
import type { Engine, Engines } from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import { toDiskUse } from '../connections/index.ts'
import { isThisMachine } from '../containers/index.ts'
import { cleanUp } from './clean-up.ts'
import { findUnused } from './find-unused.ts'
import type { RawUsage } from './raw.ts'
import { readInventory } from './read-inventory.ts'

/** Two minutes were seen on a slow disk; whoever waits can see that it is measured. */
const MEASURE_DEADLINE_MS = 300_000

/** What takes space on engines, and its end. */
export function diskHandlers(engines: Engines): FeatureHandlers<AppContract['disk']> {
  return {
    async report({ connection }, { signal }) {
      const engine = engines.get(connection)
      const docker = engine.docker({ signal, deadlineMs: MEASURE_DEADLINE_MS })
      const usage: RawUsage = await docker.df()
      const [inventory, mayBeInVm] = await Promise.all([
        readInventory(engine, signal),
        mayLiveInVm(engine, signal),
      ])
      return { use: toDiskUse(usage), unused: findUnused(inventory, usage), mayBeInVm }
    },
    async cleanUp({ connection, targets }, { emit, signal }) {
      const engine = engines.get(connection)
      const report = (target: DiskTarget) => emit({ kind: 'settled', target })
      emit(await cleanUp(engine, targets, report, signal))
    },
  }
}

/** Reached on this machine, and not known to run on it: its host is another one, or hidden. */
async function mayLiveInVm(engine: Engine, signal: AbortSignal): Promise<boolean> {
  if (engine.connection.remote) return false
  return !(await isThisMachine(engine, engine.docker({ signal })))
}
