import type { LoginStore } from '#shared/contract/registries.ts'
import { EngineError } from '#shared/errors.ts'
import { during, type Engine } from '../../engine/index.ts'
import {
  hostOf,
  serverOf,
  toAuthConfig,
  type Credentials,
  type Logins,
} from '../../registries/index.ts'

interface Login {
  /** As it was typed: a host, or its address. */
  readonly host: string
  readonly user: string
  readonly password: string
  readonly inDockerFile: boolean
}

/** The engine asks the registry, which may be far away. */
const REGISTRY_DEADLINE_MS = 30_000

/** Has the engine try a login, as the docker CLI does; only one that the registry accepts is kept. */
export async function logIn(
  engine: Engine,
  logins: Logins,
  { host: written, user, password, inDockerFile }: Login,
  signal: AbortSignal,
): Promise<LoginStore> {
  const host = hostOf(written)
  const given = { username: user, secret: password }
  const deed = { verb: 'log in to', kind: 'registry' as const, name: host }
  return during(deed, engine.names, async () => {
    if (!HOST.test(host)) throw new EngineError({ code: 'refused', message: 'That is no host' })
    const docker = engine.docker({ signal, deadlineMs: REGISTRY_DEADLINE_MS })
    const answer: unknown = await docker.checkAuth(toAuthConfig(serverOf(host), given))
    return logins.keep(host, toKeep(given, answer), { inDockerFile, signal })
  })
}

/** A host with a port, and nothing that would be another part of an address. */
const HOST = /^(?:[\w.-]+|\[[\da-f:]+\])(?::\d+)?$/i

/** A registry may give a token, and then the password is kept nowhere. */
function toKeep(given: Credentials, answer: unknown): Credentials {
  const { IdentityToken: token } = answer as { IdentityToken?: unknown }
  if (typeof token !== 'string' || token === '') return given
  return { username: given.username, secret: token, isToken: true }
}
