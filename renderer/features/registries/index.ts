export { tagsOf } from './list-tags.ts'
export { registriesQuery } from './queries.ts'
export { RegistriesPage } from './registries-page.tsx'
