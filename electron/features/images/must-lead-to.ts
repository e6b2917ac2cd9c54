import { EngineError } from '#shared/errors.ts'
import { bareId } from '#shared/object-id.ts'

/** An image by a name, as far as it is needed to see where that leads. */
interface NamedImage {
  inspect(): Promise<{ readonly Id: string }>
}

/** Throws where the name of an image leads to another one than when a person was asked. */
export async function mustLeadTo(image: NamedImage, imageId: string): Promise<void> {
  const { Id } = await image.inspect()
  if (bareId(Id) === bareId(imageId)) return
  throw new EngineError({
    code: 'refused',
    message: 'the name leads to another image by now',
    hint: 'Look at the list again: the image that you saw may have no name any more.',
  })
}
