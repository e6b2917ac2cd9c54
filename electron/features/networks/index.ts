export { networkHandlers } from './handlers.ts'
export { removeNetwork } from './remove-network.ts'
export { toSummary, type RawNetwork } from './to-summary.ts'
