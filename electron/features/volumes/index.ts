export { volumeHandlers } from './handlers.ts'
export { removeVolume } from './remove-volume.ts'
export { toSummary, type RawVolume } from './to-summary.ts'
