import type { AppContract } from '#shared/contract/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import type { ChosenPlaces } from '../../saving/chosen-places.ts'

type Names = 'openSource' | 'readDockerfile' | 'saveDockerfile' | 'measure'

/** Folders and archives that people chose to build from. */
export function sourceHandlers(
  _chosen: ChosenPlaces,
): Pick<FeatureHandlers<AppContract['builds']>, Names> {
  throw new Error('not made yet')
}
