import type { AppContract } from '#shared/contract/index.ts'
import { during, segment, type Engines } from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import { runCheck } from './run-check.ts'
import { toHealthReport } from './to-health-report.ts'

/** What is known of a container's health, and a check on demand. */
export function healthHandlers(engines: Engines): FeatureHandlers<AppContract['health']> {
  return {
    read({ connection, id }, { signal }) {
      const engine = engines.get(connection)
      const name = engine.names.of(id)
      const deed = { verb: 'read the health of', kind: 'container', name } as const
      const container = engine.docker({ signal }).getContainer(segment(id))
      return during(deed, engine.names, async () => toHealthReport(await container.inspect()))
    },
    run({ connection, id }, { signal }) {
      const engine = engines.get(connection)
      const name = engine.names.of(id)
      const deed = { verb: 'run the health check of', kind: 'container', name } as const
      return during(deed, engine.names, () => runCheck(engine, id, signal))
    },
  }
}
