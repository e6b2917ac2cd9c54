export { ImagesPage } from './images-page.tsx'
export { imagesKey } from './queries.ts'
