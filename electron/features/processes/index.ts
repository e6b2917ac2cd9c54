export { processHandlers } from './handlers.ts'
