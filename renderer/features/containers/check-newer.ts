import { errorText } from '#lib/error-text.ts'
import { noteNewer, type NamedImage } from '#lib/newer-images.ts'
import { plural } from '#lib/plural.ts'
import { settleMany, type Failure } from '#lib/settle-many.ts'
import type { Newness } from '#shared/contract/images.ts'
import { visibleText } from '#shared/visible-text.ts'
import { toast } from '#ui/toast.tsx'
import type { ToastOptions } from '#ui/toast-store.ts'
import { engine } from '../../ipc/client.ts'
import { isNamedImage } from '#lib/image-names.ts'
import type { ShownContainer } from './shown-container.ts'

/** Has the engines ask the registries of these images, marks those that have a newer one, and says so. */
export async function checkForNewer(images: readonly NamedImage[]): Promise<void> {
  if (images.length === 0)
    return toast({ kind: 'info', text: 'No image here has a name', key: KEY })
  const all = [...new Map(images.map((image) => [JSON.stringify(image), image])).values()]
  toast({ kind: 'info', text: `Asking for ${plural(all.length, 'image')}…`, key: KEY })
  const found = new Map<NamedImage, Newness['kind']>()
  const { failed } = await settleMany(all, async (image) => {
    const { kind } = await engine.images.newer(image)
    found.set(image, kind)
    noteNewer(image, kind === 'newer' || kind === 'newer-here')
  })
  toast({ ...newerWords(found, failed), key: KEY })
}

const KEY = 'images.newer'

/** What was found out, in one toast. */
export function newerWords(
  found: ReadonlyMap<NamedImage, Newness['kind']>,
  failed: readonly Failure<NamedImage>[],
): ToastOptions {
  const named = (kind: Newness['kind']) =>
    [...found].filter(([, one]) => one === kind).map(([{ reference }]) => visibleText(reference))
  const [here, local] = [named('newer-here'), named('not-pulled')]
  const newer = [...named('newer'), ...here]
  const text =
    newer.length > 0
      ? `There is a newer ${newer.join(', ')}`
      : failed.length > 0
        ? 'Not all registries answered'
        : found.size === local.length
          ? 'No registry has these images'
          : 'These images are the newest'
  const detail = [
    ...(here.length > 0 ? [`The engine has it already: ${here.join(', ')}`] : []),
    ...(local.length > 0 && found.size > local.length
      ? [`Built or loaded here, so that no registry has them: ${local.join(', ')}`]
      : []),
    ...failed.map(({ error }) => errorText(error)),
  ].join('\n')
  return { kind: failed.length > 0 ? 'error' : 'info', text, ...(detail && { detail }) }
}

/** The images that containers are of, by the names that they were made with. */
export async function imagesOf(
  containers: readonly ShownContainer[],
): Promise<readonly NamedImage[]> {
  const images = containers.map(async ({ connection, id, image, imageId }) => ({
    connection,
    imageId,
    // Once its name is another image's, the list gives its id instead.
    reference: isNamedImage(image)
      ? image
      : (await engine.containers.inspect({ connection, id })).image,
  }))
  return (await Promise.all(images)).filter(({ reference }) => isNamedImage(reference))
}
