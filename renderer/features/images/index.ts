export { importImage, loadImages, pullImage } from './get-images.ts'
export { countImageRows } from './image-rows.ts'
export { ImagesPage } from './images-page.tsx'
export { imagesKey, imagesQuery } from './queries.ts'
