import { composePlace } from '#lib/compose-place.ts'
import { ageKey, labelKey, textKey, yesKey, type FilterKey } from '#lib/filter/filter-key.ts'
import type { VolumeRow } from './volume-rows.ts'

/** What the filter of the list of volumes can ask about. */
export const VOLUME_FILTER_KEYS: readonly FilterKey<VolumeRow>[] = [
  textKey({ key: 'name', aliases: ['volume'], about: 'part of its name' }, ({ volume }) => [
    volume.name,
  ]),
  yesKey(
    { key: 'used', about: 'whether a container mounts it' },
    ({ usedBy }) => usedBy.length > 0,
  ),
  textKey({ key: 'container', about: 'a container that mounts it' }, ({ usedBy }) => usedBy),
  textKey({ key: 'driver', about: 'its driver' }, ({ volume }) => [volume.driver]),
  yesKey({ key: 'anonymous', about: 'whether nobody named it' }, ({ volume }) => volume.anonymous),
  textKey({ key: 'project', about: 'part of its Compose project' }, projectOf),
  labelKey(({ volume }) => volume.labels),
  ageKey({ key: 'age', about: 'how long ago it was created' }, ({ volume }) => volume.createdAt),
]

function projectOf({ volume }: VolumeRow): readonly string[] {
  const place = composePlace(volume.labels)
  return place ? [place.project] : []
}
