import { agree } from '#features/connections'
import { tagsOf } from '#features/tags'
import { errorText } from '#lib/error-text.ts'
import { imageNameProblem } from '#lib/image-names.ts'
import { naturalCompare } from '#lib/natural-compare.ts'
import { plural } from '#lib/plural.ts'
import { readReference } from '#shared/image-reference/read-reference.ts'
import { visibleText } from '#shared/visible-text.ts'
import { askForm } from '#ui/form-dialog.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { queryClient } from '../../query-client.ts'
import type { ImageRow } from './image-rows.ts'
import { imagesQuery } from './queries.ts'

/** Pieces of a file that go to the main process at once. */
const PIECE_BYTES = 256 * 1024

let isAsking = false

/** Asks for the name of an image, and has the engine fetch it. */
export async function pullImage(connection: string): Promise<void> {
  // The key that opens it works everywhere.
  if (isAsking) return
  isAsking = true
  await askWhatToPull(connection).finally(() => (isAsking = false))
}

async function askWhatToPull(connection: string): Promise<void> {
  await askForm({
    title: 'Pull image',
    verb: 'Pull image',
    fields: [
      {
        kind: 'text',
        name: 'image',
        label: 'Image',
        placeholder: 'redis:7',
        // What the engine has, as far as it is known: nobody is asked before the person says so.
        offers: namesHere(connection),
        more: tagsOf(connection),
        validate: (written) => readReference(written).problem,
      },
    ],
    async submit({ image }, yes) {
      try {
        await engine.images.beginPull({ connection, image: String(image).trim() }, yes)
      } catch (cause) {
        return errorText(cause)
      }
      return undefined
    },
  })
}

function namesHere(connection: string): readonly string[] {
  const images = queryClient.getQueryData(imagesQuery(connection).queryKey) ?? []
  return images.flatMap(({ tags }) => tags).toSorted(naturalCompare)
}

/** Has the engine fetch these names again: a newer image takes the name over. */
export async function pullAgain(images: readonly ImageRow[]): Promise<void> {
  const what = images.map(({ name }) => ({ name }))
  const consent = await agree(images, {
    always: false,
    question: () => ({
      tier: 1,
      question: `Pull ${plural(images.length, 'image')} again?`,
      objects: what,
      verb: 'Pull',
    }),
  })
  if (!consent) return
  for (const { connection, reference } of images) {
    await engine.images.beginPull({ connection, image: reference }, consent)
  }
}

/** Asks for a file, and has the engine take the images in it. */
export async function loadImages(connection: string): Promise<void> {
  const chosen = await engine.desktop.chooseSource({ of: 'archive' })
  if (!chosen) return
  const consent = await agreeToLoad(connection, chosen.name)
  if (consent) await engine.images.beginLoad({ connection, file: chosen.file }, consent)
}

/** Asks for an archive of files and for a name, and makes an image of it. */
export async function importImage(connection: string): Promise<void> {
  const chosen = await engine.desktop.chooseSource({ of: 'archive' })
  if (!chosen) return
  await askForm({
    title: `Import the files of "${visibleText(chosen.name)}" as an image`,
    verb: 'Import image',
    fields: [
      {
        kind: 'text',
        name: 'reference',
        label: 'Name of the image',
        placeholder: 'app:1.2',
        validate: imageNameProblem,
      },
    ],
    async submit({ reference }, yes) {
      const wish = { connection, file: chosen.file, reference: String(reference).trim() }
      try {
        await engine.images.beginImport(wish, yes)
      } catch (cause) {
        return errorText(cause)
      }
      return undefined
    },
  })
}

/** What engines unpack by themselves. */
const ARCHIVE = /\.(tar|tar\.(gz|xz|bz2|zst)|tgz)$/i

/** Has the engine take the images of files that were dropped, one after the other. */
export async function loadDropped(connection: string, files: readonly File[]): Promise<void> {
  for (const file of files) {
    const name = visibleText(file.name)
    if (!ARCHIVE.test(file.name) || file.size === 0) {
      const detail = 'Drop what "docker save" has written: a .tar, or one that is compressed.'
      toast({ kind: 'error', text: `"${name}" is no archive of images`, detail })
      continue
    }
    const consent = await agreeToLoad(connection, file.name)
    if (!consent) return
    const channel = engine.images.loadDropped(
      { connection, name: file.name, size: file.size },
      consent,
      () => {},
    )
    try {
      await sendFile(file, channel)
    } catch (cause) {
      channel.close()
      toast({ kind: 'error', text: `Cannot load "${name}": ${errorText(cause)}` })
    }
  }
}

async function sendFile(
  file: File,
  { write, ended }: ReturnType<typeof engine.images.loadDropped>,
): Promise<void> {
  const over = ended.then(() => true as const)
  // A file that cannot be read ends it as well, and has its own reason.
  over.catch(() => {})
  for (let at = 0; at < file.size; at += PIECE_BYTES) {
    const piece = new Uint8Array(await file.slice(at, at + PIECE_BYTES).arrayBuffer())
    // Whoever has ended it takes no more.
    if ((await Promise.race([write(piece), over])) === true) return
  }
  await over
}

function agreeToLoad(connection: string, name: string) {
  return agree([{ connection }], {
    always: false,
    question: () => ({
      tier: 1,
      question: `Load the images of "${visibleText(name)}"?`,
      objects: [],
      verb: 'Load',
    }),
  })
}
