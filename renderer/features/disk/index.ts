export { BuildCachePage } from './build-cache-page.tsx'
export { followDiskUse } from './clean-up.ts'
export { DiskPage } from './disk-page.tsx'
