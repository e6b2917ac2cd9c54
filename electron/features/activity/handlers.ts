import { once } from 'node:events'
import type { AppContract } from '#shared/contract/index.ts'
import type { Engines } from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'

/** What happens on the engine, as it happens. */
export function activityHandlers(engines: Engines): FeatureHandlers<AppContract['activity']> {
  return {
    async events({ connection }, sink) {
      let missed = false
      const unsubscribe = engines.get(connection).supervisor.onEvent((event) => {
        // A window that is behind reads the lists again; a queue would only make it later.
        if (!sink.writable) return catchUp()
        sink.emit(event)
      })

      function catchUp(): void {
        if (missed) return
        missed = true
        void sink.whenWritable().then(() => {
          missed = false
          sink.emit({ kind: 'resync' })
        })
      }

      if (!sink.signal.aborted) await once(sink.signal, 'abort')
      unsubscribe()
    },
  }
}
