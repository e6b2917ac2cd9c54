import { composePlace } from '#lib/compose-place.ts'
import {
  ageKey,
  choiceKey,
  labelKey,
  sizeKey,
  textKey,
  yesKey,
  type FilterKey,
} from '#lib/filter/filter-key.ts'
import { splitImageName } from '#lib/image-names.ts'
import { readReference } from '#shared/image-reference/read-reference.ts'
import { ORIGIN_WORDS, originWords } from './image-origin.ts'
import { isDangling, uniqueBytes, type ImageRow } from './image-rows.ts'

/** What the filter of the list of images can ask about. */
export const IMAGE_FILTER_KEYS: readonly FilterKey<ImageRow>[] = [
  textKey({ key: 'name', aliases: ['image'], about: 'part of its name' }, ({ name }) => [name]),
  textKey(
    { key: 'repo', aliases: ['repository'], about: 'part of its repository' },
    ({ repository }) => (repository === undefined ? [] : [repository]),
  ),
  textKey({ key: 'tag', about: 'part of its tag' }, tagOf),
  textKey({ key: 'registry', about: 'part of the host of its registry' }, registryOf),
  sizeKey({ key: 'size', about: 'what it takes on the disk' }, ({ image }) => image.sizeBytes),
  sizeKey({ key: 'unique', about: 'what goes with it, where that is shown' }, uniqueBytes),
  ageKey({ key: 'age', about: 'how long ago it was made' }, ({ image }) => image.createdAt),
  yesKey({ key: 'used', about: 'whether a container is made from it' }, isUsed),
  textKey({ key: 'container', about: 'a container made from it' }, ({ usedBy }) =>
    usedBy.map(({ name }) => name),
  ),
  yesKey({ key: 'dangling', about: 'whether it has no name' }, isDangling),
  choiceKey(
    { key: 'source', about: 'pulled, built, dangling…' },
    ORIGIN_WORDS,
    (row) => originWords(row).found,
  ),
  labelKey(({ image }) => image.labels),
  textKey({ key: 'project', about: 'part of its Compose project' }, ({ image }) => {
    const project = composePlace(image.labels)?.project
    return project === undefined ? [] : [project]
  }),
  textKey({ key: 'digest', about: 'part of a digest' }, ({ image }) => image.digests),
  textKey({ key: 'id', about: 'part of its id' }, ({ image }) => [image.id]),
]

function isUsed({ usedBy }: ImageRow): boolean {
  return usedBy.length > 0
}

function tagOf(row: ImageRow): readonly string[] {
  return isDangling(row) ? [] : [splitImageName(row.name, '').tag]
}

function registryOf({ repository }: ImageRow): readonly string[] {
  const { reference } = readReference(repository ?? '')
  return reference ? [reference.domain] : []
}
