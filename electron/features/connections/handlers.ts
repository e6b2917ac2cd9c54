import { once } from 'node:events'
import type { AppContract } from '#shared/contract/index.ts'
import { EngineError } from '#shared/errors.ts'
import type { Engine, Engines } from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'

/** Which engines there are, and how they are. */
export function connectionHandlers(engines: Engines): FeatureHandlers<AppContract['connections']> {
  return {
    list: async () => engines.list(),
    async state({ connection }, sink) {
      const engine = openOrFault(engines, connection)
      if (engine instanceof EngineError) {
        // It stays so: a fault is of the configuration, not of the moment.
        sink.emit({ kind: 'disconnected', since: Date.now(), error: engine.toShape() })
        return untilAborted(sink.signal)
      }
      const { supervisor } = engine
      const unsubscribe = supervisor.onState(sink.emit)
      sink.emit(supervisor.state)
      await untilAborted(sink.signal)
      unsubscribe()
    },
    retry: async ({ connection }) => engines.get(connection).supervisor.retry(),
  }
}

function openOrFault(engines: Engines, connection: string): Engine | EngineError {
  try {
    return engines.get(connection)
  } catch (cause) {
    if (cause instanceof EngineError && cause.code !== 'not-found') return cause
    throw cause
  }
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort')
}
