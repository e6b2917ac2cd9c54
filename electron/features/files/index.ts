export { fileHandlers } from './handlers.ts'
