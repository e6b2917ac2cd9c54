export { terminalHandlers } from './handlers.ts'
export { createSidecars, type Sidecars } from './sidecars.ts'
