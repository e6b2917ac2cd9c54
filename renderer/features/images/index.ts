export { countImageRows } from './image-rows.ts'
export { ImagesPage } from './images-page.tsx'
export { imagesKey, imagesQuery } from './queries.ts'
