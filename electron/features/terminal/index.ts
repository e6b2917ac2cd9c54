export { terminalHandlers } from './handlers.ts'
export { createSidecars, type Sidecars } from './sidecars.ts'
export { findShell, refuseUnlessRunning } from './find-shell.ts'
export { readInContainer } from './read-in-container.ts'
