export { registryHandlers } from './handlers.ts'
