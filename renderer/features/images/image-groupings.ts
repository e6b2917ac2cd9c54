import { splitImageName } from '#lib/image-names.ts'
import { byUse, byWord, type Grouping } from '../../shell/grouping.ts'
import type { ImageRow } from './image-rows.ts'

/** What images are grouped by. */
export const IMAGE_GROUPINGS: readonly Grouping<ImageRow>[] = [
  byWord('Repository', repositoryOf),
  byUse(({ usedBy }) => usedBy.length > 0),
]

/** Images without a name stand together too. */
function repositoryOf({ name, image }: ImageRow): string {
  return image.tags.length === 0 ? '<none>' : splitImageName(name, '').repository
}
