import { readReference } from '#shared/image-reference/read-reference.ts'

/** The two parts of an image's name. */
export interface ImageName {
  readonly repository: string
  readonly tag: string
}

/** Takes apart a name that was written whole, `app:1.2`; the tag beside it is for one that was not. */
export function splitImageName(written: string, tag: string): ImageName {
  const { reference } = readReference(written)
  return { repository: reference?.name ?? written.trim(), tag: reference?.tag ?? tag.trim() }
}

/** What is wrong with a name that an image is to get, if anything. */
export function imageNameProblem(written: string): string | undefined {
  const { reference, problem } = readReference(written)
  if (reference?.digest === undefined) return problem
  return 'Leave out what comes after "@": an image gets its digest from what is in it'
}

/** Whether it is a name that another image can bear some day: no id and no digest is. */
export function isNamedImage(image: string): boolean {
  const { reference } = readReference(image)
  return reference !== undefined && reference.digest === undefined && !SHORT_ID.test(image)
}

/** Engines shorten an id as far as its first twelve digits. */
const SHORT_ID = /^[0-9a-f]{12,64}$/
