export { imageHandlers } from './handlers.ts'
export { pullImage } from './pull-image.ts'
