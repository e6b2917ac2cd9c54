import type { LoginStore, RegistryLogin } from '#shared/contract/registries.ts'

/** A login, and where the next one is kept. */
export interface RegistryRow {
  readonly connection: string
  readonly login: RegistryLogin
  readonly nextStore: LoginStore
}
