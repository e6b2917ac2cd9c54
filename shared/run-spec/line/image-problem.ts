import { readReference } from '../../image-reference/read-reference.ts'

const IMAGE_ID = /^(sha256:)?[0-9a-f]{1,64}$/

/** Why no container can be of such an image; nothing where one can. */
export function imageProblem(image: string): string | undefined {
  if (image === '') return 'the name of the image is missing'
  return IMAGE_ID.test(image) ? undefined : readReference(image).problem
}
