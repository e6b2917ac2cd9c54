import { byProject, byUse, byWord, type Grouping } from '../../shell/grouping.ts'
import type { NetworkRow } from './network-rows.ts'

/** What networks are grouped by. */
export const NETWORK_GROUPINGS: readonly Grouping<NetworkRow>[] = [
  byProject('network', ({ network }) => network.labels),
  byWord('Driver', ({ network }) => network.driver),
  byUse(({ members }) => members.length > 0),
]
