import { EngineError } from '#shared/errors.ts'
import { bareId } from '#shared/object-id.ts'

/** An image by a name, as far as it is needed to see where that leads. */
interface NamedImage<Found> {
  inspect(): Promise<Found>
}

/** The image; throws where its name leads to another one than when a person was asked. */
export async function mustLeadTo<Found extends { readonly Id: string }>(
  image: NamedImage<Found>,
  imageId: string,
): Promise<Found> {
  const found = await image.inspect()
  if (bareId(found.Id) === bareId(imageId)) return found
  throw new EngineError({
    code: 'refused',
    message: 'the name leads to another image by now',
    hint: 'Look at the list again: the image that you saw may have no name any more.',
  })
}
