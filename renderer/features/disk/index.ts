export { BuildCachePage } from './build-cache-page.tsx'
export { followCleanUps } from './clean-up.ts'
export { DiskPage } from './disk-page.tsx'
