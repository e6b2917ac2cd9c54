export { networksKey, useNetworks } from './queries.ts'
