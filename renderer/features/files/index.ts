export { exportFiles, saveAsTask } from './download.ts'
export { FilesTab } from './files-tab.tsx'
