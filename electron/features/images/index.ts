export { imageHandlers } from './handlers.ts'
export { pullImage } from './pull-image.ts'
export { removeImage } from './remove-image.ts'
export { toSummary, type RawImage } from './to-summary.ts'
