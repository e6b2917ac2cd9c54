export { connectionHandlers } from './handlers.ts'
export { toDiskUse } from './to-disk-use.ts'
