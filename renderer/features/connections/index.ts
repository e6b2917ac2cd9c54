export { agree } from './agree.ts'
export { ConnectionsPage } from './connections-page.tsx'
export { tellOfCurrentChange } from './current-change.ts'
export { ConnectionMarks } from './connection-marks.tsx'
export { useAccessTo, useAllStates } from './all-states.ts'
export {
  accessFor,
  accessTo,
  blockedReason,
  useConnectionAccess,
  type AccessOf,
  type ConnectionAccess,
} from './connection-access.ts'
export { connectionState, useConnectionState, watchConnection } from './connection-states.ts'
export { openConnections } from './open-connections.ts'
export { AwayBanner, useListState, type ListQuery, type ListState } from './list-state.tsx'
export { engineElsewhere } from './engine-elsewhere.ts'
export {
  connectionOf,
  listedConnections,
  useConnection,
  useConnections,
  useFolded,
  useNameOf,
} from './queries.ts'
export { STEER_KEYWORDS, steersNow, type Steer } from './steer-commands.ts'
export { followSteering } from './steering.ts'
export { WelcomePage } from './welcome-page.tsx'
