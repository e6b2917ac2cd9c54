export { DiskPage } from './disk-page.tsx'
