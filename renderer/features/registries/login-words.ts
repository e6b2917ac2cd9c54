import type { LoginStore, RegistryLogin } from '#shared/contract/registries.ts'

/** Who keeps a login, in a few words. */
export function storeText(store: LoginStore): string {
  switch (store.kind) {
    case 'helper':
      return `Credential helper ${store.name}`
    case 'docker-file':
      return 'Docker’s config.json, as plain text'
    case 'key-store':
      return 'Pilothouse, in the system’s key store'
    case 'memory':
      return 'Pilothouse, until it ends'
    default:
      return store satisfies never
  }
}

/** What it means that a login is kept there. */
export function storeMeaning(store: LoginStore): string {
  switch (store.kind) {
    case 'helper':
      return `The credential helper "${store.name}" keeps the login, for the docker CLI as well.`
    case 'docker-file':
      return 'Whoever can read your files can read the password. The docker CLI uses it as well.'
    case 'key-store':
      return 'Docker has no credential helper here, so Pilothouse keeps the login, locked by the system’s key store. The docker CLI does not know it.'
    case 'memory':
      return 'Docker has no credential helper here, and the system no key store: Pilothouse keeps the login in memory until it ends. The docker CLI does not know it.'
    default:
      return store satisfies never
  }
}

/** Whether there is a login, and whether it can be used. */
export function statusText(login: RegistryLogin | undefined): string {
  if (login === undefined) return 'Not logged in'
  return login.problem === undefined ? 'Logged in' : 'Cannot be read'
}
