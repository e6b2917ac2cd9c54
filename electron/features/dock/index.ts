export { dockHandlers } from './handlers.ts'
