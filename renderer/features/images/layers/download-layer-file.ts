import type { LayerFile } from '#shared/contract/image-layers.ts'
import { nameOf } from '#shared/posix-path.ts'
import { toastFailure } from '#ui/toast-failure.ts'
import { engine } from '../../../ipc/client.ts'
import type { FilesExtent } from './use-layer-files.ts'
import type { LayersTarget } from './use-layers.ts'

/** Saves a file of an image where the person says; nothing is run for it. */
export async function downloadLayerFile(
  { connection, imageId }: LayersTarget,
  { path, layers: [layer = 1] }: LayerFile,
): Promise<void> {
  try {
    const chosen = await engine.desktop.chooseFile({ name: nameOf(path) })
    if (!chosen) return
    const { file } = chosen
    await engine.images.beginDownload({ connection, id: imageId, layer, path, file })
  } catch (cause) {
    toastFailure(cause)
  }
}

/** Saves a folder as it is with a layer, or what the layer has of it, as a tar. */
export async function downloadLayerFolder(
  { connection, imageId }: LayersTarget,
  place: { readonly layer: number; readonly path: string; readonly extent: FilesExtent },
): Promise<void> {
  try {
    const name = nameOf(place.path) || `layer-${place.layer}`
    const chosen = await engine.desktop.chooseFile({ name: `${name}.tar` })
    if (!chosen) return
    const { file } = chosen
    await engine.images.beginFolderDownload({ connection, id: imageId, ...place, file })
  } catch (cause) {
    toastFailure(cause)
  }
}
