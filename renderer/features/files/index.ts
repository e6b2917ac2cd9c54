export { exportFiles } from './download.ts'
export { FilesTab } from './files-tab.tsx'
