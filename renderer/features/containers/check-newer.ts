import { noteNewer, type NamedImage } from '#lib/newer-images.ts'
import { plural } from '#lib/plural.ts'
import { settleMany, type Failure } from '#lib/settle-many.ts'
import type { Newness } from '#shared/contract/images.ts'
import { visibleText } from '#shared/visible-text.ts'
import { toast } from '#ui/toast.tsx'
import type { ToastOptions } from '#ui/toast-store.ts'
import { engine } from '../../ipc/client.ts'

/** Has the engines ask the registries of these images, marks those that have a newer one, and says so. */
export async function checkForNewer(images: readonly NamedImage[]): Promise<void> {
  const all = [...new Map(images.map((image) => [JSON.stringify(image), image])).values()]
  toast({ kind: 'info', text: `Asking for ${plural(all.length, 'image')}…`, key: KEY })
  const found = new Map<NamedImage, Newness['kind']>()
  const { failed } = await settleMany(all, async (image) => {
    const { connection, reference: id } = image
    const { kind } = await engine.images.newer({ connection, id })
    found.set(image, kind)
    noteNewer(image, kind === 'newer')
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
  const [newer, local] = [named('newer'), named('not-pulled')]
  const text =
    newer.length > 0
      ? `There is a newer ${newer.join(', ')}`
      : failed.length > 0
        ? 'Not all registries answered'
        : found.size === local.length
          ? 'No registry has these images'
          : 'These images are the newest'
  const detail = [
    ...(local.length > 0 && found.size > local.length
      ? [`Built or loaded here, so that no registry has them: ${local.join(', ')}`]
      : []),
    ...failed.map(({ error }) => visibleText(error.engineMessage ?? error.message)),
  ].join('\n')
  return { kind: failed.length > 0 ? 'error' : 'info', text, ...(detail && { detail }) }
}
