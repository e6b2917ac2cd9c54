export { readDockerfile } from './dockerfile-text.ts'
export { packContext } from './pack-context.ts'
export { readSmallFile } from './read-small-file.ts'
export { createSources, type OpenedSource, type Sources } from './sources.ts'
