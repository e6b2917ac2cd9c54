import {
  ageKey,
  labelKey,
  sizeKey,
  textKey,
  yesKey,
  type FilterKey,
} from '#lib/filter/filter-key.ts'
import type { ImageRow } from './image-rows.ts'

/** What the filter of the list of images can ask about. */
export const IMAGE_FILTER_KEYS: readonly FilterKey<ImageRow>[] = [
  textKey({ key: 'name', aliases: ['image'], about: 'part of its name' }, ({ name }) => [name]),
  sizeKey({ key: 'size', about: 'what it takes on the disk' }, ({ image }) => image.sizeBytes),
  ageKey({ key: 'age', about: 'how long ago it was made' }, ({ image }) => image.createdAt),
  yesKey({ key: 'used', about: 'whether a container is made from it' }, isUsed),
  textKey({ key: 'container', about: 'a container made from it' }, ({ usedBy }) => usedBy),
  yesKey({ key: 'dangling', about: 'whether it has no name' }, isDangling),
  labelKey(({ image }) => image.labels),
  textKey({ key: 'digest', about: 'part of a digest' }, ({ image }) => image.digests),
  textKey({ key: 'id', about: 'part of its id' }, ({ image }) => [image.id]),
]

function isUsed({ usedBy }: ImageRow): boolean {
  return usedBy.length > 0
}

function isDangling({ image }: ImageRow): boolean {
  return image.tags.length === 0
}
