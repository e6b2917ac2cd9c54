import type { LoginStore, RegistryLogin, RegistryLogins } from '#shared/contract/registries.ts'
import { asEngineError, EngineError } from '#shared/errors.ts'
import { readReference } from '#shared/image-reference/read-reference.ts'
import type { Machine, RegistryAuth } from '../engine/index.ts'
import { openHelper, type CredentialHelper } from './credential-helper.ts'
import { toAuthConfig, TOKEN_USER, type Credentials } from './credentials.ts'
import { findDefaultHelper } from './default-helper.ts'
import { readDockerLogins, writeAuth, type DockerLogins } from './docker-config.ts'
import type { OwnLogins } from './own-logins.ts'
import { hostOf, isSameServer, serverOf } from './server-name.ts'

/** Who is logged in at which registry, for the docker CLI and for us. */
export interface Logins {
  list(signal: AbortSignal): Promise<RegistryLogins>
  /** Nothing where nobody is logged in. Rejects where whoever keeps the login does not give it. */
  find(host: string, signal: AbortSignal): Promise<Credentials | undefined>
  /** What an engine is told for its question to an image's registry. Never rejects but for the signal. */
  registryAuth(reference: string, signal: AbortSignal): Promise<RegistryAuth>
  /** Keeps a login that the registry has accepted; answers where. */
  keep(host: string, credentials: Credentials, how: Keeping): Promise<LoginStore>
  forget(host: string, signal: AbortSignal): Promise<void>
}

interface Keeping {
  /** Where no helper keeps it: in Docker's config.json, as plain text. */
  readonly inDockerFile: boolean
  readonly signal: AbortSignal
}

interface Options {
  /** Docker's own; it is another one once the login shell has answered. */
  readonly folder: () => string
  readonly machine: Machine
  readonly own: OwnLogins
}

/** What helpers keep beside logins, under addresses that no image has. */
const NO_LOGIN = /\/(access-token|refresh-token)$/

/** Logins as the docker CLI keeps them, and beside them those that it has no place for. */
export function createLogins({ folder, machine, own }: Options): Logins {
  const read = () => readDockerLogins(folder())
  const helperFor = (docker: DockerLogins, host: string): CredentialHelper | undefined => {
    const name = nameOfHelper(docker, host)
    return name === undefined ? undefined : openHelper(machine, name)
  }

  async function find(host: string, signal: AbortSignal): Promise<Credentials | undefined> {
    // It was kept by somebody who logged in here, whatever an older file says.
    const ours = findOwn(own, host)
    if (ours) return ours
    const docker = await read()
    const helper = helperFor(docker, host)
    return helper ? helper.get(serverOf(host), signal) : inFile(docker, host)
  }

  async function nextStore(docker: DockerLogins, host: string, signal: AbortSignal) {
    const name = nameOfHelper(docker, host) ?? (await findDefaultHelper(machine, docker, signal))
    return name === undefined
      ? ({ kind: own.place() } as const)
      : ({ kind: 'helper', name } as const)
  }

  return {
    find,
    async list(signal) {
      const docker = await read()
      const kept = await Promise.all(
        helpersOf(docker).map((name) => listHelper(openHelper(machine, name), docker, signal)),
      )
      const logins: readonly RegistryLogin[] = [
        ...own.list().map(({ host, username, place }) => login(host, username, { kind: place })),
        ...kept.flatMap((one) => one.logins),
        ...listFile(docker),
      ]
      return {
        logins: [
          ...new Map(logins.toReversed().map((one) => [one.host, one])).values(),
        ].toReversed(),
        problems: kept.flatMap(({ problem }) => (problem === undefined ? [] : [problem])),
        nextStore: await nextStore(docker, '', signal),
      }
    },
    async registryAuth(reference, signal) {
      const { reference: image } = readReference(reference)
      if (!image) return {}
      try {
        const found = await find(image.domain, signal)
        return found ? { login: toAuthConfig(serverOf(image.domain), found) } : {}
      } catch (cause) {
        signal.throwIfAborted()
        // Most images need no login; the registry says so where this one does.
        return { problem: asEngineError(cause).message }
      }
    },
    async keep(host, credentials, { inDockerFile, signal }) {
      const docker = await read()
      const server = serverOf(host)
      const store = await nextStore(docker, host, signal)
      if (store.kind === 'helper') {
        await openHelper(machine, store.name).store(server, credentials, signal)
        const isNew = nameOfHelper(docker, host) === undefined
        await writeAuth(folder(), server, 'kept-by-helper', isNew ? store.name : undefined)
      } else if (inDockerFile) {
        await writeAuth(folder(), server, credentials)
      } else {
        await own.keep(host, credentials)
        return store
      }
      await own.forget(host)
      return inDockerFile && store.kind !== 'helper' ? { kind: 'docker-file' } : store
    },
    async forget(host, signal) {
      await own.forget(host)
      const docker = await read()
      const helper = helperFor(docker, host)
      if (helper) {
        const kept = [...(await helper.list(signal)).keys()]
        for (const server of kept.filter((one) => isSameServer(one, host) && !NO_LOGIN.test(one))) {
          // oxlint-disable-next-line no-await-in-loop -- a key store asks once at a time
          await helper.erase(server, signal)
        }
      }
      const isNamed = [...docker.auths.keys()].some((server) => isSameServer(server, host))
      if (isNamed) await writeAuth(folder(), serverOf(host), 'none')
    },
  }
}

function findOwn(own: OwnLogins, host: string): Credentials | undefined {
  try {
    return own.find(host)
  } catch {
    throw new EngineError({
      code: 'refused',
      message: `The system’s key store does not give back the login for "${host}"`,
      hint: 'Log in again.',
    })
  }
}

/** The CLI asks the helper alone where there is one. */
function nameOfHelper({ credHelpers, credsStore }: DockerLogins, host: string): string | undefined {
  const own = [...credHelpers].find(([server]) => isSameServer(server, host))
  return own?.[1] ?? credsStore
}

function inFile({ auths }: DockerLogins, host: string): Credentials | undefined {
  const exact = auths.get(serverOf(host))
  return exact ?? [...auths].find(([server]) => isSameServer(server, host))?.[1]
}

function helpersOf({ credHelpers, credsStore }: DockerLogins): readonly string[] {
  return [...new Set([...credHelpers.values(), ...(credsStore === undefined ? [] : [credsStore])])]
}

async function listHelper(helper: CredentialHelper, docker: DockerLogins, signal: AbortSignal) {
  const { name } = helper
  try {
    const servers = [...(await helper.list(signal))].filter(
      ([server]) => !NO_LOGIN.test(server) && nameOfHelper(docker, hostOf(server)) === name,
    )
    return {
      logins: servers.map(([server, user]) => login(server, user, { kind: 'helper', name })),
    }
  } catch (cause) {
    signal.throwIfAborted()
    // What the file says that it keeps is there all the same.
    const problem = asEngineError(cause).message
    const servers = [...docker.auths.keys()].filter(
      (server) => nameOfHelper(docker, hostOf(server)) === name,
    )
    const logins = servers.map((server) => login(server, '', { kind: 'helper', name }, problem))
    return { logins, problem }
  }
}

function listFile(docker: DockerLogins): readonly RegistryLogin[] {
  return [...docker.auths].flatMap(([server, found]) =>
    found && nameOfHelper(docker, hostOf(server)) === undefined
      ? [login(server, found.username, { kind: 'docker-file' })]
      : [],
  )
}

function login(server: string, user: string, store: LoginStore, problem?: string): RegistryLogin {
  const shown = user === TOKEN_USER ? '' : user
  return { host: hostOf(server), user: shown, store, ...(problem !== undefined && { problem }) }
}
