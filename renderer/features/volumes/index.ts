export { volumesKey, useVolumes } from './queries.ts'
