import type { LoginStore, RegistryLogin } from '#shared/contract/registries.ts'

/** A registry: one that somebody is logged in at, or that somebody looked at. */
export interface RegistryRow {
  readonly connection: string
  readonly host: string
  readonly login?: RegistryLogin
  /** It is in the list also when the app is started again, whoever is logged in. */
  readonly isKept: boolean
  /** Where the next login is kept. */
  readonly nextStore: LoginStore
}

interface Known {
  readonly logins: readonly RegistryLogin[]
  readonly kept: readonly string[]
  /** Since the window opened. */
  readonly looked: readonly string[]
}

/** One row a registry: those of the logins, then the others. */
export function toRows(
  { logins, kept, looked }: Known,
  rest: Pick<RegistryRow, 'connection' | 'nextStore'>,
): readonly RegistryRow[] {
  const rowOf = (host: string, login?: RegistryLogin): RegistryRow => {
    const row = { ...rest, host, isKept: kept.includes(host) }
    return login ? { ...row, login } : row
  }
  const taken = new Set(logins.map(({ host }) => host))
  const others = [...new Set([...kept, ...looked])].filter((host) => !taken.has(host))
  return [...logins.map((login) => rowOf(login.host, login)), ...others.map((host) => rowOf(host))]
}
