import type { AppContract } from '#shared/contract/index.ts'
import { MAX_TEXT_BYTES } from '#shared/contract/files.ts'
import { MAX_LAYER_FILES, type LayerFile } from '#shared/contract/image-layers.ts'
import { nameOf } from '#shared/posix-path.ts'
import { visibleText } from '#shared/visible-text.ts'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { during, imagePath, type Engine, type Engines } from '../../../engine/index.ts'
import type { FeatureHandlers } from '../../../ipc/handlers.ts'
import type { ChosenPlaces } from '../../../saving/chosen-places.ts'
import { savingTask, type Tasks } from '../../tasks/index.ts'
import { calmly, saveContent } from '../../files/index.ts'
import { createAnalyses } from './analyses.ts'
import { fileOfLayer, findFile } from './file-of-layer.ts'
import { folderOfLayers, planFolder } from './folder-of-layer.ts'
import { layerFiles } from './layer-files.ts'
import { openSavedImage } from './open-saved-image.ts'
import { readHistory } from './read-history.ts'

type LayerEndpoints =
  | 'history'
  | 'layers'
  | 'layerFiles'
  | 'beginDownload'
  | 'beginFolderDownload'
  | 'readFile'

interface LayerWork {
  readonly engines: Engines
  readonly tasks: Tasks
  readonly chosen: ChosenPlaces
}

/** Files that are told at once. */
const PART = 2000

/** Longer paths would make the error a page. */
const MAX_NAMED_CHARS = 200

/** What the window sees of the layers of images. */
export function layerHandlers({
  engines,
  tasks,
  chosen,
}: LayerWork): Pick<FeatureHandlers<AppContract['images']>, LayerEndpoints> {
  const analyses = createAnalyses()

  /** Names may be moved to another image: its layers are those of its id. */
  async function idOf(engine: Engine, reference: string, signal: AbortSignal): Promise<string> {
    return (await engine.docker({ signal }).getImage(imagePath(reference)).inspect()).Id
  }

  function on<T>(
    connection: string,
    id: string,
    verb: string,
    run: (engine: Engine) => Promise<T>,
  ) {
    const engine = engines.get(connection)
    const deed = { verb, kind: 'image' as const, name: engine.names.of(id) }
    return during(deed, engine.names, () => run(engine))
  }

  return {
    history: ({ connection, id }, { signal }) =>
      on(connection, id, 'read the history of', (engine) => readHistory(engine, id, signal)),
    layers: ({ connection, id }, { signal, emit }) =>
      on(connection, id, 'read the layers of', async (engine) => {
        const tell = calmly(emit)
        const onBytes = (bytes: number) => tell({ kind: 'reading', bytes })
        emit({ kind: 'reading', bytes: 0 })
        const imageId = await idOf(engine, id, signal)
        const { analysis } = await analyses.of(engine, imageId, { signal, onBytes })
        emit({ kind: 'done', analysis })
      }),
    layerFiles: ({ connection, id, layer, extent }, { signal, emit, whenWritable }) =>
      on(connection, id, 'list the files of', async (engine) => {
        const imageId = await idOf(engine, id, signal)
        const { stack } = await analyses.of(engine, imageId, { signal })
        let total = 0
        let files: LayerFile[] = []
        const flush = async () => {
          emit({ kind: 'files', files })
          files = []
          await Promise.all([whenWritable(), nextTurn()])
          signal.throwIfAborted()
        }
        for (const file of layerFiles(stack, layer, extent)) {
          total += 1
          if (total <= MAX_LAYER_FILES) files.push(file)
          if (files.length === PART) await flush()
        }
        await flush()
        emit({ kind: 'done', total })
      }),
    async beginDownload({ connection, id, layer, path, file }) {
      const name = `Download ${visibleText(nameOf(path))}`
      const task = savingTask(chosen, { connection, kind: 'download', name, file }, (to) =>
        on(connection, id, `download "${named(path)}" from`, async (engine) => {
          const { signal } = to
          const imageId = await idOf(engine, id, signal)
          const place = findFile(await analyses.of(engine, imageId, { signal }), layer, path)
          const archive = openSavedImage(engine, imageId, signal)
          return saveContent(fileOfLayer(archive, place), to, place.size)
        }),
      )
      return tasks.begin(task)
    },
    async beginFolderDownload({ connection, id, file, ...place }) {
      const name = `Download ${visibleText(nameOf(place.path) || 'all files')} as tar`
      const task = savingTask(chosen, { connection, kind: 'download', name, file }, (to) =>
        on(connection, id, `download "${named(place.path)}" from`, async (engine) => {
          const { signal } = to
          const imageId = await idOf(engine, id, signal)
          const plan = planFolder(await analyses.of(engine, imageId, { signal }), place)
          return saveContent(folderOfLayers(openSavedImage(engine, imageId, signal), plan), to)
        }),
      )
      return tasks.begin(task)
    },
    readFile: ({ connection, id, layer, path }, { signal }) =>
      on(connection, id, `read "${named(path)}" of`, async (engine) => {
        const imageId = await idOf(engine, id, signal)
        const place = findFile(await analyses.of(engine, imageId, { signal }), layer, path)
        const content = fileOfLayer(openSavedImage(engine, imageId, signal), place)
        return { ...(await beginningOf(content)), size: place.size }
      }),
  }
}

/** No more of it is read; to leave the loop lets the engine go. */
async function beginningOf(content: AsyncIterable<Uint8Array>) {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of content) {
    parts.push(part)
    bytes += part.byteLength
    if (bytes > MAX_TEXT_BYTES) break
  }
  const all = Buffer.concat(parts)
  return {
    bytes: new Uint8Array(all.subarray(0, MAX_TEXT_BYTES)),
    isWhole: bytes <= MAX_TEXT_BYTES,
  }
}

function named(path: string): string {
  return visibleText(path).slice(0, MAX_NAMED_CHARS)
}
