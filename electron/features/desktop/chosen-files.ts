import { basename, isAbsolute, join } from 'node:path'
import { app, BrowserWindow, dialog, shell, type OpenDialogOptions } from 'electron'
import type { AppContract } from '#shared/contract/index.ts'
import type { Input } from '#shared/ipc/define.ts'
import { EngineError } from '#shared/errors.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import type { ChosenPlaces } from '../../saving/chosen-places.ts'
import { fileName } from '../../saving/file-name.ts'
import { saveStream } from '../../saving/save-stream.ts'

type ChosenFileHandlers = Pick<
  FeatureHandlers<AppContract['desktop']>,
  | 'chooseFile'
  | 'chooseSource'
  | 'takeDropped'
  | 'chooseSources'
  | 'chooseFolder'
  | 'chooseSaveFolder'
  | 'saveFile'
  | 'showFile'
>

/** What engines unpack. */
const ARCHIVES = { name: 'Archives', extensions: ['tar', 'gz', 'tgz', 'xz', 'bz2', 'zst'] }

const ALL_FILES = { name: 'All files', extensions: ['*'] }

/** What is looked for, and where it mostly is. A folder is not made here: it would be empty. */
const SOURCES: Readonly<
  Record<Input<AppContract['desktop']['chooseSource']>['of'], () => OpenDialogOptions>
> = {
  archive: () => ({
    defaultPath: app.getPath('downloads'),
    properties: ['openFile'],
    filters: [ARCHIVES, ALL_FILES],
  }),
  folder: () => ({ properties: ['openDirectory'] }),
  file: () => ({ properties: ['openFile', 'showHiddenFiles'], filters: [ALL_FILES] }),
}

/** What a person chooses in the system's own dialog. */
export function chosenFileHandlers(places: ChosenPlaces): ChosenFileHandlers {
  return {
    async chooseFile({ name }) {
      const path = await askWhere(fileName(name))
      return path === undefined ? undefined : { file: places.add(path), name: basename(path) }
    },
    async chooseSource({ of }) {
      const [path] = await askPaths(SOURCES[of]())
      if (path === undefined) return undefined
      return { file: places.add(path, 'source'), name: basename(path) }
    },
    async takeDropped(_input, { dropped = '' }) {
      if (!isAbsolute(dropped)) throw notOnDisk()
      return { file: places.add(dropped, 'source'), name: basename(dropped) }
    },
    async chooseSources({ what }) {
      const kind = what === 'files' ? 'openFile' : 'openDirectory'
      const paths = await askPaths({ properties: [kind, 'multiSelections'] })
      if (paths.length === 0) return undefined
      return { files: places.addSources(paths), names: paths.map((path) => basename(path)) }
    },
    chooseFolder: () => askFolder({}),
    async chooseSaveFolder() {
      const path = await askFolder({ defaultPath: app.getPath('downloads') })
      if (path === undefined) return undefined
      return { folder: places.add(path, 'folder'), name: basename(path) }
    },
    saveFile: ({ file }, { stream, signal, onControl }) =>
      places.write(file, 'file', async (path) => {
        // Bytes that came before it are read first.
        onControl(() => stream.push(null))
        return { bytes: await saveStream(path, stream, signal), path }
      }),
    showFile: async ({ file }) => shell.showItemInFolder(places.saved(file)),
  }
}

/** Dropped from a browser, or a person has nothing dropped at all. */
function notOnDisk(): EngineError {
  return new EngineError({
    code: 'invalid-input',
    message: 'What was dropped is no file or folder of this machine',
    hint: 'Drop it from the file manager.',
  })
}

async function askWhere(name: string): Promise<string | undefined> {
  const options = { defaultPath: join(app.getPath('downloads'), name) }
  const window = BrowserWindow.getFocusedWindow()
  const { canceled, filePath } = window
    ? await dialog.showSaveDialog(window, options)
    : await dialog.showSaveDialog(options)
  return canceled || filePath === '' ? undefined : filePath
}

async function askFolder(at: Pick<OpenDialogOptions, 'defaultPath'>): Promise<string | undefined> {
  const [path] = await askPaths({ ...at, properties: ['openDirectory', 'createDirectory'] })
  return path
}

async function askPaths(options: OpenDialogOptions): Promise<readonly string[]> {
  const window = BrowserWindow.getFocusedWindow()
  const { canceled, filePaths } = window
    ? await dialog.showOpenDialog(window, options)
    : await dialog.showOpenDialog(options)
  return canceled ? [] : filePaths
}
