import type { AppContract } from '#shared/contract/index.ts'
import {
  ACTION_DEADLINE_MS,
  during,
  LIST_DEADLINE_MS,
  segment,
  type Engine,
  type Engines,
} from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import { joinNetwork, leaveNetwork } from './join-network.ts'
import { removeNetwork } from './remove-network.ts'
import { toSummary, type RawNetwork } from './to-summary.ts'

/** What the window sees of networks, and does to them. */
export function networkHandlers(engines: Engines): FeatureHandlers<AppContract['networks']> {
  return {
    async list({ connection }, { signal }) {
      return (await listNetworks(engines.get(connection), signal)).map(toSummary)
    },
    async inspect({ connection, id }, { signal }) {
      const engine = engines.get(connection)
      const deed = { verb: 'inspect', kind: 'network' as const, name: engine.names.of(id) }
      const network = engine.docker({ signal }).getNetwork(segment(id))
      const answer: unknown = await during(deed, engine.names, () => network.inspect())
      return JSON.stringify(answer, undefined, 2)
    },
    async create({ connection, name, driver, internal, subnet }, { signal }) {
      const engine = engines.get(connection)
      const deed = { verb: 'create', kind: 'network' as const, name }
      const docker = engine.docker({ signal, deadlineMs: ACTION_DEADLINE_MS })
      const pool = subnet === undefined ? {} : { IPAM: { Config: [{ Subnet: subnet }] } }
      // Without the check, engines before 25 make a second network of the same name.
      const wish = { Name: name, Driver: driver, Internal: internal, CheckDuplicate: true, ...pool }
      await during(deed, engine.names, () => docker.createNetwork(wish))
    },
    remove: ({ connection, id }, { signal }) => removeNetwork(engines.get(connection), id, signal),
    connect: ({ connection, ...joining }, { signal }) =>
      joinNetwork(engines.get(connection), joining, signal),
    disconnect: ({ connection, ...membership }, { signal }) =>
      leaveNetwork(engines.get(connection), membership, signal),
  }
}

async function listNetworks(engine: Engine, signal: AbortSignal): Promise<readonly RawNetwork[]> {
  const docker = engine.docker({ signal, deadlineMs: LIST_DEADLINE_MS })
  const entries: readonly RawNetwork[] = await docker.listNetworks()
  for (const { Id, Name } of entries) engine.names.remember(Id, Name)
  return entries
}
