export { networksKey, networksQuery } from './queries.ts'
export { NetworksPage } from './networks-page.tsx'
