import type { AppContract } from '#shared/contract/index.ts'
import type { Engine, Engines } from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import { toDiskUse } from '../connections/index.ts'
import { isThisMachine } from '../containers/index.ts'
import type { Tasks } from '../tasks/index.ts'
import { cleanUp } from './clean-up.ts'
import { findUnused } from './find-unused.ts'
import { createMeasurements } from './measure-use.ts'
import { readInventory } from './read-inventory.ts'
import { toCacheEntry } from './to-cache-entry.ts'

/** What takes space on engines, and its end. */
export function diskHandlers(engines: Engines, tasks: Tasks): FeatureHandlers<AppContract['disk']> {
  const measurements = createMeasurements()
  return {
    async report({ connection }, { signal }) {
      const engine = engines.get(connection)
      const usage = await measurements.of(engine, signal)
      const [inventory, mayBeInVm] = await Promise.all([
        readInventory(engine, signal),
        mayLiveInVm(engine, signal),
      ])
      return {
        use: toDiskUse(usage),
        buildCache: (usage.BuildCache ?? []).map(toCacheEntry),
        unused: findUnused(inventory, usage),
        mayBeInVm,
      }
    },
    beginCleanUp: async ({ connection, targets }) =>
      tasks.begin({
        connection,
        kind: 'clean-up',
        name: `Clean up ${targets.length === 1 ? '1 object' : `${targets.length} objects`}`,
        effect: 'destroy',
        // A yes is for what was listed then: what is left is listed, and asked about, again.
        isOnce: true,
        async run(work) {
          const engine = engines.get(connection)
          const done = await cleanUp(engine, targets, work)
          // It is done, whether or not the engine tells what that has freed.
          const [freedBytes, mayBeInVm] = await Promise.all([
            measurements.freed(engine, work.signal).catch(() => undefined),
            mayLiveInVm(engine, work.signal).catch(() => false),
          ])
          const freed = freedBytes === undefined ? {} : { freedBytes }
          return { kind: 'cleaned', ...done, ...freed, mayBeInVm }
        },
      }),
  }
}

/** Reached on this machine, and not known to run on it: its host is another one, or hidden. */
async function mayLiveInVm(engine: Engine, signal: AbortSignal): Promise<boolean> {
  if (engine.connection.remote) return false
  return !(await isThisMachine(engine, engine.docker({ signal })))
}
