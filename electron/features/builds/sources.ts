import type { AppContract } from '#shared/contract/index.ts'
import type { FeatureHandlers } from '../../ipc/handlers.ts'
import type { ChosenPlaces } from '../../saving/chosen-places.ts'
import { calmly } from '../files/index.ts'
import { readDockerfile, saveDockerfile } from './context/dockerfile-text.ts'
import { measureContext } from './context/measure-context.ts'
import type { Sources } from './context/sources.ts'

type Names = 'openSource' | 'readDockerfile' | 'saveDockerfile' | 'measure'

/** Folders and archives that people chose to build from. */
export function sourceHandlers(
  sources: Sources,
  chosen: ChosenPlaces,
): Pick<FeatureHandlers<AppContract['builds']>, Names> {
  return {
    openSource: async ({ file }) => sources.open(chosen.source(file)),
    readDockerfile: async ({ source, dockerfile }, { signal }) =>
      readDockerfile(sources.get(source), dockerfile, signal),
    saveDockerfile: async ({ source, ...saved }) => saveDockerfile(sources.get(source), saved),
    async measure({ source, dockerfile, builder = 'buildkit' }, sink) {
      const tell = calmly(sink.emit)
      const size = await measureContext(sources.get(source), {
        dockerfile,
        builder,
        signal: sink.signal,
        onStep: (step) => sink.writable && tell(step),
      })
      sink.emit(size)
    },
  }
}
