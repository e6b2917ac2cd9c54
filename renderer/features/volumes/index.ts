export { volumesKey } from './queries.ts'
export { VolumesPage } from './volumes-page.tsx'
