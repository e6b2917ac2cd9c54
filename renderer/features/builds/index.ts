export { buildImage } from './build-form/build-image.tsx'
export { buildStateWord } from './build-words.ts'
export { BuildsPage } from './builds-page.tsx'
export { buildsQuery, followBuilds } from './queries.ts'
