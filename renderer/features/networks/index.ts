export { networksKey } from './queries.ts'
export { NetworksPage } from './networks-page.tsx'
