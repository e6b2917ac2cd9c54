export { terminalHandlers } from './handlers.ts'
