export { volumesKey, volumesQuery } from './queries.ts'
export { VolumesPage } from './volumes-page.tsx'
