import { visibleText } from '#shared/visible-text.ts'

/** The image by its name, or how many they are. */
export function imagesName(references: readonly string[]): string {
  const [only = ''] = references
  return references.length === 1 ? visibleText(only) : `${references.length} images`
}
