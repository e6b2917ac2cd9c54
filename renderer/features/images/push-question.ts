import { imagesWords } from '#lib/images-words.ts'
import { readReference } from '#shared/image-reference/read-reference.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { ConfirmOptions } from '#ui/confirm.tsx'
import type { ImageRow } from './image-rows.ts'

/** An image by a name that says where it goes. */
export interface NamedImage extends Pick<ImageRow, 'connection' | 'reference' | 'name'> {
  /** Only this one is meant, wherever the name leads. */
  readonly image: { readonly id: string }
}

/** The question before a push: what is pushed, others can see. */
export function pushQuestion(images: readonly NamedImage[]): ConfirmOptions {
  const registries = [...new Set(images.map(({ reference }) => registryOf(reference)))]
  return {
    tier: 1,
    question: `Push ${imagesWords(images.map(({ name }) => name))} to ${visibleText(registries.join(', '))}?`,
    objects: images.map(({ name }) => ({ name })),
    verb: 'Push',
    consequence: 'What the registry has under the same names is replaced.',
  }
}

function registryOf(reference: string): string {
  const domain = readReference(reference).reference?.domain ?? reference
  return domain === 'docker.io' ? 'Docker Hub' : domain
}
