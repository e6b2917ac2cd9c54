import { agree } from '#features/connections'
import { MAX_SAVED } from '#shared/contract/images.ts'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import type { ImageRow } from './image-rows.ts'
import { pushQuestion, type NamedImage } from './push-question.ts'

type Images = readonly ImageRow[]

/** Sends images to the registries of their names, once somebody has said yes to where they go. */
export async function pushImages(images: readonly NamedImage[]): Promise<void> {
  const consent = await agree(images, { always: true, question: () => pushQuestion(images) })
  if (!consent) return
  for (const { connection, reference, image } of images) {
    await engine.images.beginPush({ connection, reference, imageId: image.id }, consent)
  }
}

/** Asks for a file, and writes the images into it with their names. */
export async function saveImages(images: Images): Promise<void> {
  const [first] = images
  if (!first || areTooMany(images)) return
  const { connection } = first
  const references = images.map(({ reference }) => reference)
  const name = images.length === 1 ? nameOfFile(first.name) : 'images.tar'
  const chosen = await engine.desktop.chooseFile({ name })
  if (chosen) await engine.images.beginSave({ connection, references, file: chosen.file })
}

/** Says so where they are more than one file, or one copy, takes. */
export function areTooMany(images: Images): boolean {
  if (images.length <= MAX_SAVED) return false
  const text = `No more than ${MAX_SAVED} images go at once`
  toast({ kind: 'info', text, detail: 'Select fewer of them.', key: 'too-many' })
  return true
}

/** `redis-7.tar`: a colon is no part of a name on Windows. */
function nameOfFile(image: string): string {
  return `${image.replaceAll(/[^\w.-]+/g, '-').replaceAll(/^-+|-+$/g, '')}.tar`
}
