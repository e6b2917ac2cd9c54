import type { AppContract } from '#shared/contract/index.ts'
import type { EngineEvent, Resync } from '#shared/contract/activity.ts'
import { EngineError } from '#shared/errors.ts'
import { followEngine, type Engines } from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'

/** What happens on the engine, as it happens. */
export function activityHandlers(engines: Engines): FeatureHandlers<AppContract['activity']> {
  return {
    async events({ connection }, sink) {
      let missed = false

      function take(event: EngineEvent | Resync): void {
        // A window that is behind reads the lists again; a queue would only make it later.
        if (sink.writable) sink.emit(event)
        else catchUp()
      }

      function catchUp(): void {
        if (missed) return
        missed = true
        void sink.whenWritable().then(() => {
          missed = false
          sink.emit({ kind: 'resync' })
        })
      }

      await followEngine(engines, connection, sink.signal, (engine) =>
        engine instanceof EngineError ? () => {} : engine.supervisor.onEvent(take),
      )
    },
  }
}
