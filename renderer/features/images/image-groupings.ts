import type { GroupName } from '#ui/data-grid/row-groups.ts'
import { byProject, byUse, type Grouping } from '../../shell/grouping.ts'
import { originWords } from './image-origin.ts'
import type { ImageRow } from './image-rows.ts'

const NO_REPOSITORY: GroupName = {
  key: '',
  title: 'No repository',
  words: 'all images without a repository',
}

/** What images are grouped by. */
export const IMAGE_GROUPINGS: readonly Grouping<ImageRow>[] = [
  { id: 'repository', label: 'Repository', groupOf: repositoryGroup },
  byUse(({ usedBy }) => usedBy.length > 0),
  { id: 'source', label: 'Source', groupOf: sourceGroup },
  byProject('image', ({ image }) => image.labels),
]

/** One that has lost its name stands with those that have taken it over, where its digest tells. */
function repositoryGroup({ repository }: ImageRow): GroupName {
  if (repository === undefined) return NO_REPOSITORY
  const words = `repository ${repository}`
  return { key: repository, title: `Repository ${repository}`, words }
}

function sourceGroup(row: ImageRow): GroupName {
  const title = originWords(row).text || 'Not told'
  return { key: title, title, words: `all images under "${title}"` }
}
