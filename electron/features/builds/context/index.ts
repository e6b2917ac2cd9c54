export { readDockerfile } from './dockerfile-text.ts'
export { packContext, type BuildContext } from './pack-context.ts'
export { createSources, type OpenedSource, type Sources } from './sources.ts'
