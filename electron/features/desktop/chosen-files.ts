import { randomUUID } from 'node:crypto'
import { basename, join } from 'node:path'
import { app, BrowserWindow, dialog, shell, type OpenDialogOptions } from 'electron'
import type { AppContract } from '#shared/contract/index.ts'
import { EngineError } from '#shared/errors.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import { fileName } from './file-name.ts'
import { saveStream } from './save-stream.ts'

type ChosenFileHandlers = Pick<
  FeatureHandlers<AppContract['desktop']>,
  'chooseFile' | 'chooseFolder' | 'saveFile' | 'showFile'
>

interface Chosen {
  readonly path: string
  state: 'chosen' | 'writing' | 'saved'
}

/** More than anybody has open: the oldest are forgotten. */
const MAX_CHOSEN = 100

/**
 * Files that a person chose in the system's own dialog. The window knows each by a word of ours, and
 * can have it written once: it never says where.
 */
export function chosenFileHandlers(): ChosenFileHandlers {
  const files = new Map<string, Chosen>()

  function add(path: string): string {
    const file = randomUUID()
    files.set(file, { path, state: 'chosen' })
    for (const oldest of files.keys()) {
      if (files.size <= MAX_CHOSEN) break
      files.delete(oldest)
    }
    return file
  }

  function find(file: string, state: Chosen['state']): Chosen {
    const chosen = files.get(file)
    if (chosen?.state === state) return chosen
    throw new EngineError({ code: 'invalid-input', message: 'Nobody chose this file' })
  }

  return {
    async chooseFile({ name }) {
      const path = await askWhere(fileName(name))
      return path === undefined ? undefined : { file: add(path), name: basename(path) }
    },
    chooseFolder: () => askFolder(),
    async saveFile({ file }, { stream, signal, onControl }) {
      const chosen = find(file, 'chosen')
      chosen.state = 'writing'
      // Bytes that came before it are read first.
      onControl(() => stream.push(null))
      const bytes = await saveStream(chosen.path, stream, signal)
      chosen.state = 'saved'
      return { bytes, path: chosen.path }
    },
    showFile: async ({ file }) => shell.showItemInFolder(find(file, 'saved').path),
  }
}

async function askWhere(name: string): Promise<string | undefined> {
  const options = { defaultPath: join(app.getPath('downloads'), name) }
  const window = BrowserWindow.getFocusedWindow()
  const { canceled, filePath } = window
    ? await dialog.showSaveDialog(window, options)
    : await dialog.showSaveDialog(options)
  return canceled || filePath === '' ? undefined : filePath
}

async function askFolder(): Promise<string | undefined> {
  const options: OpenDialogOptions = { properties: ['openDirectory', 'createDirectory'] }
  const window = BrowserWindow.getFocusedWindow()
  const { canceled, filePaths } = window
    ? await dialog.showOpenDialog(window, options)
    : await dialog.showOpenDialog(options)
  return canceled ? undefined : filePaths[0]
}
