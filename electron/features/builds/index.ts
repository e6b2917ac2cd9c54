export { createBuildBook, type BuildBook } from './build-book.ts'
export { createSources, type Sources } from './context/index.ts'
export { buildHandlers } from './handlers.ts'
export { SavedBuilds } from './saved-builds.ts'
