import { byProject, byUse, byWord, type Grouping } from '../../shell/grouping.ts'
import type { VolumeRow } from './volume-rows.ts'

/** What volumes are grouped by. */
export const VOLUME_GROUPINGS: readonly Grouping<VolumeRow>[] = [
  byProject('volume', ({ volume }) => volume.labels),
  byWord('Driver', ({ volume }) => volume.driver),
  byUse(({ usedBy }) => usedBy.length > 0),
]
