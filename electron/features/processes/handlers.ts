import type { AppContract } from '#shared/contract/index.ts'
import { during, type Engines } from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import { listProcesses } from './list-processes.ts'
import { signalProcess } from './signal-process.ts'

/** What runs in a container, and signals to it. */
export function processHandlers(engines: Engines): FeatureHandlers<AppContract['processes']> {
  return {
    list({ connection, id }, { signal }) {
      const engine = engines.get(connection)
      const name = engine.names.of(id)
      const deed = { verb: 'list the processes of', kind: 'container', name } as const
      return during(deed, engine.names, () => listProcesses(engine, id, signal))
    },
    signal({ connection, id, pid, command, signal: name }, { signal }) {
      const engine = engines.get(connection)
      const verb = `send ${name} to process ${pid} of`
      const deed = { verb, kind: 'container', name: engine.names.of(id) } as const
      return during(deed, engine.names, () =>
        signalProcess(engine, { id, pid, command }, name, signal),
      )
    },
  }
}
