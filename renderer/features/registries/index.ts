export { registriesQuery } from './queries.ts'
export { RegistriesPage } from './registries-page.tsx'
