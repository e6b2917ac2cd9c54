import { once } from 'node:events'
import type { AppContract } from '#shared/contract/index.ts'
import { EngineError } from '#shared/errors.ts'
import {
  followEngine,
  measureDisk,
  testEndpoint,
  toAddress,
  type Engines,
} from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import { toDiskUse } from './to-disk-use.ts'
import { toEngineAbout } from './to-engine-about.ts'

/** Two minutes were seen on a slow disk; whoever waits can see that it is measured. */
const DISK_DEADLINE_MS = 300_000

/** Which engines there are, and how they are. */
export function connectionHandlers(engines: Engines): FeatureHandlers<AppContract['connections']> {
  return {
    async watch(_input, { emit, signal }) {
      const unsubscribe = engines.onList(() => emit(engines.list()))
      emit(engines.list())
      await untilAborted(signal)
      unsubscribe()
    },
    state: ({ connection }, { emit, signal }) =>
      followEngine(engines, connection, signal, (engine) => {
        if (engine instanceof EngineError) {
          // It stays so: a fault is of the configuration, not of the moment.
          emit({ kind: 'disconnected', since: Date.now(), error: engine.toShape() })
          return () => {}
        }
        emit(engine.supervisor.state)
        return engine.supervisor.onState(emit)
      }),
    retry: async ({ connection }) => engines.get(connection).supervisor.retry(),
    about: async ({ connection }, { signal }) =>
      toEngineAbout(await engines.get(connection).docker({ signal }).info()),
    async disk({ connection }, { signal }) {
      const limits = { signal, deadlineMs: DISK_DEADLINE_MS }
      return toDiskUse(await measureDisk(engines.get(connection), limits))
    },
    async measure({ connection }, { signal }) {
      const docker = engines.get(connection).docker({ signal })
      const begun = performance.now()
      await docker.ping()
      return performance.now() - begun
    },
    add: (connection) => engines.add(connection),
    edit: ({ connection, to }) => engines.edit(connection, to),
    remove: ({ connection }) => engines.remove(connection),
    test: (where, { emit, signal }) => testEndpoint(toAddress(where), where.endpoint, signal, emit),
  }
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort')
}
