import { formatSize } from '#lib/format-bytes.ts'
import { plural } from '#lib/plural.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { ConfirmOptions } from '#ui/confirm.tsx'
import type { ImageRow } from './image-rows.ts'

/** Whether the name is the image's last, or the row is the image itself: then its layers go too. */
function takesImage({ image, reference }: ImageRow): boolean {
  return image.tags.length <= 1 || reference === image.id
}

/** The engine refuses what a container was made from, unless it is forced. */
export function needsForce(row: ImageRow): boolean {
  return takesImage(row) && row.usedBy.length > 0
}

/** A name goes with a small question; several, or what is in use, do not. */
export function imageRemovalTier(rows: readonly ImageRow[]): 1 | 2 {
  return rows.length > 1 || rows.some(needsForce) ? 2 : 1
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
  const used = rows.filter(needsForce).length
  if (used > 0) {
    return 'Containers still use it. The engine is told to remove it by force; a running container keeps its files until it ends.'
  }
  if (rows.every((row) => !takesImage(row))) {
    return 'Only the name goes: the image keeps its other names.'
  }
  return 'You will have to pull or build it again to use it.'
}
