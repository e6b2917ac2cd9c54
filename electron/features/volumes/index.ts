export { volumeHandlers } from './handlers.ts'
