export { followCleanUps } from './clean-up.ts'
export { DiskPage } from './disk-page.tsx'
