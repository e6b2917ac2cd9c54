import type { AppContract } from '#shared/contract/index.ts'
import type { ExtractionPart, TransferPart } from '#shared/contract/files.ts'
import { nameOf } from '#shared/posix-path.ts'
import { visibleText } from '#shared/visible-text.ts'
import { during, type Engine, type Engines } from '../../engine/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import type { ChosenPlaces } from '../../saving/chosen-places.ts'
import { fileName } from '../../saving/file-name.ts'
import { explainSave } from '../../saving/save-stream.ts'
import { calmly } from './calmly.ts'
import { changeMode, makeFolder, removeFiles, renameFile } from './change-files.ts'
import { downloadFile, downloadSome, downloadTar, exportFiles } from './download-files.ts'
import { extractFolder } from './extract-folder.ts'
import { listFolder } from './list-folder.ts'
import { openFolder, openSome } from './open-some.ts'
import { askFacts, readFile } from './read-file.ts'
import { uploadFiles } from './upload-files.ts'
import { findPresent } from './what-is-there.ts'
import { writeFile } from './write-file.ts'

interface Ref {
  readonly connection: string
  readonly id: string
}

/** Longer paths would make the error a page. */
const MAX_NAMED_CHARS = 200

/** The files of a container, running or not. */
export function fileHandlers(
  engines: Engines,
  chosen: ChosenPlaces,
): FeatureHandlers<AppContract['files']> {
  /** What goes wrong is said of the path and the container. */
  function on<T>(ref: Ref, verb: string, what: string, run: (engine: Engine) => Promise<T>) {
    const engine = engines.get(ref.connection)
    const deed = {
      verb: `${verb} "${visibleText(what).slice(0, MAX_NAMED_CHARS)}" in`,
      kind: 'container',
      name: engine.names.of(ref.id),
    } as const
    return during(deed, engine.names, () => run(engine))
  }

  /** Where a person is asked about all that is done, or nothing may be, nothing runs unasked. */
  function mayRun({ connection }: Ref): boolean {
    return engines.list().find(({ id }) => id === connection)?.mode === 'full'
  }

  return {
    list: ({ path, patience, ...ref }, { signal, emit }) =>
      on(ref, 'list', path, (engine) => {
        const how = { patience, signal, emit, mayRun: mayRun(ref) }
        return listFolder(engine, { id: ref.id, path }, how)
      }),
    facts: ({ path, ...ref }, { signal }) =>
      on(ref, 'find', path, (engine) => askFacts(engine, { id: ref.id, path }, signal)),
    read: ({ path, ...ref }, { signal }) =>
      on(ref, 'read', path, (engine) =>
        readFile(engine, { id: ref.id, path }, mayRun(ref), signal),
      ),
    write: ({ path, bytes, version, ...ref }, { signal }) =>
      on(ref, 'save', path, (engine) =>
        writeFile(engine, { id: ref.id, path }, { bytes, version }, signal),
      ),
    download: ({ path, as, only, file, ...ref }, { signal, emit }) =>
      on(ref, 'download', path, async (engine) => {
        const place = { id: ref.id, path }
        const tell = calmly<TransferPart>(emit)
        const onProgress = (bytes: number) => tell({ kind: 'progress', bytes })
        const saved = await chosen.write(file, 'file', (local) => {
          const to = { path: local, signal, onProgress }
          if (as === 'file') return downloadFile(engine, place, to)
          return only ? downloadSome(engine, place, only, to) : downloadTar(engine, place, to)
        })
        emit({ kind: 'saved', saved })
      }),
    export: ({ file, ...ref }, { signal, emit }) =>
      on(ref, 'export', '/', async (engine) => {
        const tell = calmly<TransferPart>(emit)
        const onProgress = (bytes: number) => tell({ kind: 'progress', bytes })
        const saved = await chosen.write(file, 'file', (to) =>
          exportFiles(engine, ref.id, { path: to, signal, onProgress }),
        )
        emit({ kind: 'saved', saved })
      }),
    extract: ({ path, only, folder, ...ref }, { signal, emit }) =>
      on(ref, 'download', path, async (engine) => {
        const name = fileName(nameOf(path) || engine.names.of(ref.id))
        const tell = calmly<ExtractionPart>(emit)
        const extracted = await chosen.write(folder, 'folder', async (into) => {
          const place = { id: ref.id, path }
          const { first, rest, close } = only
            ? await openSome(engine, place, only, signal)
            : await openFolder(engine, place, signal)
          try {
            const onProgress = (done: { files: number; bytes: number }) =>
              tell({ kind: 'progress', ...done })
            return await extractFolder(into, name, { first, rest, signal, onProgress })
          } catch (cause) {
            throw signal.aborted ? cause : explainSave(name, cause)
          } finally {
            close()
          }
        })
        emit({ kind: 'extracted', extracted })
      }),
    present: ({ folder, names, ...ref }, { signal }) =>
      on(ref, 'look into', folder, (engine) =>
        findPresent(engine, { id: ref.id, path: folder }, names, signal),
      ),
    upload: ({ folder, entries, ...ref }, { stream, signal }) =>
      on(ref, 'upload into', folder, (engine) => {
        const how = { stream, signal, mayRun: mayRun(ref) }
        return uploadFiles(engine, { id: ref.id, path: folder }, entries, how)
      }),
    makeFolder: ({ path, ...ref }, { signal }) =>
      on(ref, 'make the folder', path, (engine) =>
        makeFolder(engine, { id: ref.id, path }, signal),
      ),
    rename: ({ path, to, ...ref }, { signal }) =>
      on(ref, 'rename', path, (engine) => renameFile(engine, { id: ref.id, path }, to, signal)),
    remove: ({ paths, ...ref }, { signal }) =>
      on(ref, 'remove', paths.length === 1 ? (paths[0] ?? '') : `${paths.length} files`, (engine) =>
        removeFiles(engine, ref.id, paths, signal),
      ),
    chmod: ({ path, mode, isRecursive, ...ref }, { signal }) =>
      on(ref, 'change the mode of', path, (engine) =>
        changeMode(engine, { id: ref.id, path }, { mode, isRecursive }, signal),
      ),
  }
}
