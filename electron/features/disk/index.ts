export { diskHandlers } from './handlers.ts'
