import type { AppContract } from '#shared/contract/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import { changeMode, makeFolder, removeFiles, renameFile } from './change-files.ts'
import { listFolder } from './list-folder.ts'
import { createOnContainer, mayRunIn, type Ref } from './on-container.ts'
import { askFacts, readFile } from './read-file.ts'
import { transferHandlers, type Transfers } from './transfer-handlers.ts'
import { findPresent } from './what-is-there.ts'
import { writeFile } from './write-file.ts'

/** The files of a container, running or not. */
export function fileHandlers(parts: Transfers): FeatureHandlers<AppContract['files']> {
  const { engines } = parts
  const on = createOnContainer(engines)
  const mayRun = (ref: Ref) => mayRunIn(engines, ref)
  return {
    ...transferHandlers(parts),
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
    present: ({ folder, names, ...ref }, { signal }) =>
      on(ref, 'look into', folder, (engine) =>
        findPresent(engine, { id: ref.id, path: folder }, names, signal),
      ),
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
