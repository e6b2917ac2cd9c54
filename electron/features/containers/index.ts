export { containerHandlers } from './handlers.ts'
