import { visibleText } from '#shared/visible-text.ts'
import { plural } from './plural.ts'

/** `image "redis:7"`, or how many they are: `3 images`. */
export function imagesWords(names: readonly string[]): string {
  const [only] = names
  return names.length === 1 && only !== undefined
    ? `image "${visibleText(only)}"`
    : plural(names.length, 'image')
}
