import type { AppContract } from '#shared/contract/index.ts'
import type { PullProgress } from '#shared/contract/running.ts'
import {
  ACTION_DEADLINE_MS,
  during,
  imagePath,
  LIST_DEADLINE_MS,
  type Engine,
} from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import { askSharedSizes } from './ask-shared-sizes.ts'
import { findNewer } from './find-newer.ts'
import { askImagePlatform } from './image-platform.ts'
import { layerHandlers } from './layers/handlers.ts'
import { imageTaskHandlers, type ImageWork } from './image-tasks.ts'
import { pullImage } from './pull-image.ts'
import { removeImage } from './remove-image.ts'
import { toSummary, type RawImage } from './to-summary.ts'

/** What the window sees of images, and does to them. */
export function imageHandlers(parts: ImageWork): FeatureHandlers<AppContract['images']> {
  const { engines } = parts
  return {
    ...imageTaskHandlers(parts),
    ...layerHandlers(parts),
    async list({ connection, ids }, { signal }) {
      const entries = await listImages(engines.get(connection), signal)
      // The API has no filter by id; its list of images is short beside that of containers.
      const wanted = ids && new Set(ids)
      return entries.filter(({ Id }) => wanted?.has(Id) ?? true).map(toSummary)
    },
    async inspect({ connection, id }, { signal }) {
      const engine = engines.get(connection)
      const deed = { verb: 'inspect', kind: 'image' as const, name: engine.names.of(id) }
      const image = engine.docker({ signal }).getImage(imagePath(id))
      return JSON.stringify(await during(deed, engine.names, () => image.inspect()), undefined, 2)
    },
    platform: ({ connection, id }, { signal }) =>
      askImagePlatform(engines.get(connection), id, signal),
    sharedSizes: ({ connection }, { signal }) => askSharedSizes(engines.get(connection), signal),
    newer: ({ connection, ...image }, { signal }) =>
      findNewer(engines.get(connection), image, signal),
    async tag({ connection, id, repository, tag }, { signal }) {
      const engine = engines.get(connection)
      const deed = { verb: 'tag', kind: 'image' as const, name: engine.names.of(id) }
      const image = engine
        .docker({ signal, deadlineMs: ACTION_DEADLINE_MS })
        .getImage(imagePath(id))
      await during(deed, engine.names, () => image.tag({ repo: repository, tag }))
    },
    async pull({ connection, image }, sink) {
      const report = (progress: PullProgress) => {
        // A window that is behind wants the last word of a pull, not each of them.
        if (sink.writable) sink.emit({ kind: 'pulling', ...progress })
      }
      const id = await pullImage(engines.get(connection), { image }, report, sink.signal)
      sink.emit({ kind: 'done', id })
    },
    remove: ({ connection, ...removal }, { signal }) =>
      removeImage(engines.get(connection), removal, signal),
  }
}

async function listImages(engine: Engine, signal: AbortSignal): Promise<readonly RawImage[]> {
  const docker = engine.docker({ signal, deadlineMs: LIST_DEADLINE_MS })
  const entries: readonly RawImage[] = await docker.listImages()
  for (const { Id, RepoTags } of entries) {
    const [name] = RepoTags ?? []
    if (name) engine.names.remember(Id, name)
  }
  return entries
}
