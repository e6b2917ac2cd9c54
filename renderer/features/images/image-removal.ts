import { formatSize } from '#lib/format-bytes.ts'
import { plural } from '#lib/plural.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { ConfirmOptions } from '#ui/confirm.tsx'
import type { ImageRow } from './image-rows.ts'

/**
 * Whether the row's image goes when these rows do: its layers go with its last name, or where the
 * row is the image itself.
 */
function takesImage({ connection, image, reference }: ImageRow, rows: readonly ImageRow[]) {
  if (reference === image.id) return true
  const chosen = rows.filter((row) => row.connection === connection && row.image.id === image.id)
  const names = new Set(chosen.map((row) => row.reference))
  return image.tags.every((tag) => names.has(tag))
}

/**
 * The engine refuses what a container was made from, unless it is forced. Which name of an image
 * is its last one is known to the engine alone, for they go together: each of them is forced, and
 * all but the last are only names to it.
 */
export function needsForce(row: ImageRow, rows: readonly ImageRow[]): boolean {
  return row.usedBy.length > 0 && takesImage(row, rows)
}

/** A name goes with a small question; several, or what is in use, do not. */
export function imageRemovalTier(rows: readonly ImageRow[]): 1 | 2 {
  return rows.length > 1 || rows.some((row) => needsForce(row, rows)) ? 2 : 1
}

/** The question before these names and images go. */
export function imageRemovalQuestion(
  rows: readonly ImageRow[],
): Pick<ConfirmOptions, 'tier' | 'question' | 'objects' | 'verb' | 'consequence'> {
  const [only] = rows
  const single = rows.length === 1 && only
  const what = plural(rows.length, 'image')
  return {
    tier: imageRemovalTier(rows),
    question: single ? `Remove image "${visibleText(single.name)}"?` : `Remove ${what}?`,
    objects: rows.map((row) => ({ name: row.name, detail: detailOf(row) })),
    verb: single ? 'Remove' : `Remove ${what}`,
    consequence: consequenceOf(rows),
  }
}

function detailOf({ image, usedBy }: ImageRow): string {
  const use = usedBy.length > 0 ? `used by ${usedBy.map(visibleText).join(', ')}` : 'not used'
  return `${formatSize(image.sizeBytes)} · ${use}`
}

function consequenceOf(rows: readonly ImageRow[]): string {
  if (rows.some((row) => needsForce(row, rows))) {
    return 'Containers still use it. The engine is told to remove it by force; a running container keeps its files until it ends.'
  }
  if (!rows.some((row) => takesImage(row, rows))) {
    return rows.length === 1
      ? 'Only the name goes: the image keeps its other names.'
      : 'Only the names go: each image keeps another name.'
  }
  return 'You will have to pull or build it again to use it.'
}
