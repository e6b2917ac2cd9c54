import { stat } from 'node:fs/promises'
import type { FileFacts, SyncedFolder } from '../buildkit/index.ts'
import { explainRead } from './explain-read.ts'
import { placeOf } from './place-of.ts'
import { readContent } from './read-file.ts'

/**
 * BuildKit takes the ignore file of the Dockerfile's own before any other, and this one ignores nothing:
 * what is left out we leave out, whatever version reads patterns how, and however many there are.
 */
const NOTHING_IGNORED = Buffer.from('# The client has left out what is ignored.\n')

const FILE_MODE = 0o644
const FOLDER_MODE = 0o755

/** The folder in which BuildKit looks for the Dockerfile: nothing else is in it, whatever it asks for. */
export function dockerfileFolder(root: string, dockerfile: string): SyncedFolder {
  const ignoreFile = `${dockerfile}.dockerignore`
  return {
    async *list() {
      const { size, mtimeMs } = await stat(placeOf(root, dockerfile)).catch((cause: unknown) => {
        throw explainRead(dockerfile, cause)
      })
      const file = { kind: 'file', mode: FILE_MODE, mtimeMs } as const
      yield [
        ...foldersTo(dockerfile, mtimeMs),
        { ...file, path: dockerfile, size },
        { ...file, path: ignoreFile, size: NOTHING_IGNORED.length },
      ]
    },
    read: async (path) => (path === ignoreFile ? NOTHING_IGNORED : readContent(root, path)),
  }
}

function foldersTo(path: string, mtimeMs: number): readonly FileFacts[] {
  const folders = path.split('/').slice(0, -1)
  return folders.map((_name, at) => ({
    path: folders.slice(0, at + 1).join('/'),
    kind: 'folder',
    mode: FOLDER_MODE,
    size: 0,
    mtimeMs,
  }))
}
