export { blockedReason, useConnectionAccess, type ConnectionAccess } from './connection-access.ts'
export { connectionState, useConnectionState, watchConnection } from './connection-states.ts'
export { useConnections } from './queries.ts'
