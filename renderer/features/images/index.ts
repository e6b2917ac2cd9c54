export { imagesKey, imagesQuery, useImages } from './queries.ts'
