import { nameOf } from '#shared/posix-path.ts'
import { toastFailure } from '#ui/toast-failure.ts'
import { engine } from '../../ipc/client.ts'
import type { FilesTarget } from './files-place.ts'

interface Downloading {
  readonly as: 'file' | 'tar'
  /** These names of the folder, and nothing else of it. */
  readonly only?: readonly string[]
}

/** Saves a file as it is, or a folder as a tar, where the person says. */
export async function download(
  target: FilesTarget,
  path: string,
  { as, only }: Downloading,
): Promise<void> {
  const { connection, id } = target
  const own = nameOf(path) || target.name
  const chosen = await engine.desktop.chooseFile({ name: as === 'tar' ? `${own}.tar` : own })
  if (!chosen) return
  const wish = { connection, id, path, as, file: chosen.file, ...chosenNames(only) }
  await engine.files.beginDownload(wish).catch(toastFailure)
}

/** Saves all files of a container as a tar, where the person says. */
export async function exportFiles({ connection, id, name }: FilesTarget): Promise<void> {
  const chosen = await engine.desktop.chooseFile({ name: `${name}.tar` })
  if (!chosen) return
  await engine.files.beginExport({ connection, id, file: chosen.file }).catch(toastFailure)
}

/** Unpacks a folder, or `only` these of it, into one that the person chooses. */
export async function extract(
  { connection, id }: FilesTarget,
  path: string,
  only?: readonly string[],
): Promise<void> {
  const chosen = await engine.desktop.chooseSaveFolder({})
  if (!chosen) return
  const wish = { connection, id, path, folder: chosen.folder, ...chosenNames(only) }
  await engine.files.beginExtract(wish).catch(toastFailure)
}

function chosenNames(only: readonly string[] | undefined) {
  return only && { only: [...only] }
}
