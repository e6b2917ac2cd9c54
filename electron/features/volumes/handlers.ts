import type { AppContract } from '#shared/contract/index.ts'
import {
  ACTION_DEADLINE_MS,
  during,
  LIST_DEADLINE_MS,
  segment,
  type Deed,
  type Engines,
} from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import { removeVolume } from './remove-volume.ts'
import { toSummary, type RawVolume } from './to-summary.ts'

/** What the window sees of volumes, and does to them. */
export function volumeHandlers(engines: Engines): FeatureHandlers<AppContract['volumes']> {
  return {
    async list({ connection }, { signal }) {
      const docker = engines.get(connection).docker({ signal, deadlineMs: LIST_DEADLINE_MS })
      const { Volumes }: { Volumes?: readonly RawVolume[] | null } = await docker.listVolumes()
      return (Volumes ?? []).map(toSummary)
    },
    async inspect({ connection, id }, { signal }) {
      const engine = engines.get(connection)
      const volume = engine.docker({ signal }).getVolume(segment(id))
      const answer = await during(deed('inspect', id), engine.names, () => volume.inspect())
      return JSON.stringify(answer, undefined, 2)
    },
    async create({ connection, name, driver, labels }, { signal }) {
      const engine = engines.get(connection)
      const docker = engine.docker({ signal, deadlineMs: ACTION_DEADLINE_MS })
      const wish = { Name: name, Driver: driver, Labels: labels }
      await during(deed('create', name), engine.names, () => docker.createVolume(wish))
    },
    remove: ({ connection, id }, { signal }) => removeVolume(engines.get(connection), id, signal),
  }
}

function deed(verb: string, name: string): Deed {
  return { verb, kind: 'volume', name }
}
