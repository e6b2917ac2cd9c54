import { basename } from 'node:path'
import type { AppContract } from '#shared/contract/index.ts'
import { nameOf } from '#shared/posix-path.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { Engine, Engines } from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import type { ChosenPlaces } from '../../saving/chosen-places.ts'
import { fileName } from '../../saving/file-name.ts'
import { explainSave } from '../../saving/save-stream.ts'
import { savingTask, sentByWindow, type Tasks } from '../tasks/index.ts'
import { downloadFile, downloadSome, downloadTar, exportFiles } from './download-files.ts'
import { extractFolder, type Extraction } from './extract-folder.ts'
import { readLocalItems } from './local-items.ts'
import { createOnContainer } from './on-container.ts'
import type { Place } from './open-archive.ts'
import { openFolder, openSome } from './open-some.ts'
import { uploadTask } from './upload-task.ts'

/** What transfers of files need around them. */
export interface Transfers {
  readonly engines: Engines
  readonly tasks: Tasks
  readonly chosen: ChosenPlaces
}

type Names = 'beginDownload' | 'beginExport' | 'beginExtract' | 'beginUpload' | 'uploadDropped'

/** Files on their way out of containers and into them, as tasks. */
export function transferHandlers({
  engines,
  tasks,
  chosen,
}: Transfers): Pick<FeatureHandlers<AppContract['files']>, Names> {
  const on = createOnContainer(engines)
  const nameIn = (connection: string, id: string) => engines.get(connection).names.of(id)
  return {
    async beginDownload({ path, as, only, file, ...ref }) {
      const { connection } = ref
      const own = visibleText(nameOf(path) || nameIn(connection, ref.id))
      const name = `Download ${as === 'tar' ? `${own}.tar` : own}`
      const place = { id: ref.id, path }
      const task = savingTask(chosen, { connection, kind: 'download', name, file }, (to) =>
        on(ref, 'download', path, (engine) => {
          if (as === 'file') return downloadFile(engine, place, to)
          return only ? downloadSome(engine, place, only, to) : downloadTar(engine, place, to)
        }),
      )
      return tasks.begin(task)
    },
    async beginExport({ file, ...ref }) {
      const { connection } = ref
      const name = `Export ${visibleText(nameIn(connection, ref.id))}`
      const task = savingTask(chosen, { connection, kind: 'export', name, file }, (to) =>
        on(ref, 'export', '/', (engine) => exportFiles(engine, ref.id, to)),
      )
      return tasks.begin(task)
    },
    async beginExtract({ path, only, folder, ...ref }) {
      const own = nameOf(path) || nameIn(ref.connection, ref.id)
      const place = { id: ref.id, path }
      return tasks.begin({
        connection: ref.connection,
        kind: 'download',
        name: `Download ${visibleText(own)}`,
        effect: 'read',
        async run({ signal, progress }) {
          const onProgress = ({ bytes: done }: { readonly bytes: number }) => progress({ done })
          const extracted = await on(ref, 'download', path, (engine) =>
            chosen.write(folder, 'folder', (into) =>
              extract(engine, place, only, { into, name: fileName(own), signal, onProgress }),
            ),
          )
          return { kind: 'extracted', ...extracted, folder }
        },
      })
    },
    async beginUpload({ folder, files, ...ref }) {
      const paths = chosen.sources(files)
      const names = paths.map((path) => basename(path))
      const open = (signal: AbortSignal) => readLocalItems(paths, signal)
      return tasks.begin(uploadTask(engines, { ref, folder, names, open }))
    },
    async uploadDropped({ folder, entries, ...ref }, { stream, signal }) {
      const names = [...new Set(entries.map(({ path }) => path.split('/', 1)[0] ?? path))]
      const size = entries.reduce((sum, entry) => sum + entry.size, 0)
      const source = stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>
      const bytes = () => sentByWindow(source, size)
      const open = () => Promise.resolve({ entries, bytes, leftOut: [] })
      const task = uploadTask(engines, { ref, folder, names, open, isOnce: true })
      const { id, ended } = tasks.follow(task)
      // Where the connection may not be changed any more, the pipe ends, and it with it.
      if (signal.aborted) tasks.cancel(id)
      await ended
    },
  }
}

interface Extracting extends Pick<Extraction, 'signal' | 'onProgress'> {
  readonly into: string
  readonly name: string
}

async function extract(
  engine: Engine,
  place: Place,
  only: readonly string[] | undefined,
  { into, name, signal, onProgress }: Extracting,
) {
  const { first, rest, close } = only
    ? await openSome(engine, place, only, signal)
    : await openFolder(engine, place, signal)
  try {
    return await extractFolder(into, name, { first, rest, signal, onProgress })
  } catch (cause) {
    throw signal.aborted ? cause : explainSave(name, cause)
  } finally {
    close()
  }
}
