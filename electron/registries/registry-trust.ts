import { readdir } from 'node:fs/promises'
import { rootCertificates } from 'node:tls'
import { asEngineError, type EngineError } from '#shared/errors.ts'
import { pathsOf, readPemFiles, systemPath, type Machine } from '../engine/index.ts'

/** Whom a registry's certificate may be signed by, and what we show of ourselves; as `node:tls` has it. */
export interface RegistryTrust {
  readonly ca?: readonly string[]
  readonly cert?: string
  readonly key?: string
  /** Why there is nothing of ours to show, although it lies there. */
  readonly ownProblem?: EngineError
}

/** What engines read of a registry's authority, and where one may put it. */
export interface RegistryTrusts {
  /** Read at each use. Throws an `EngineError` that names an authority's file which cannot be used. */
  of(host: string): Promise<RegistryTrust>
  /** The files that would have the certificate of its authority: the engine's, and the person's. */
  places(host: string): readonly string[]
}

/**
 * Reads `certs.d/<host>` where engines and their tools do: `*.crt` are authorities, `*.cert` with the
 * `*.key` beside it is ours.
 * @param dockerFolder where Docker's settings are
 */
export function createRegistryTrusts(
  machine: Machine,
  dockerFolder: () => string | undefined,
): RegistryTrusts {
  const paths = pathsOf(machine)
  const folders = (host: string) =>
    foldersOf(machine, dockerFolder()).flatMap((folder) =>
      namesOf(host).map((name) => paths.join(folder, folderName(machine, name))),
    )
  return {
    async of(host) {
      if (!isFolderName(host)) return {}
      const files = (await Promise.all(folders(host).map(list))).flat()
      const authorities = files.filter((file) => file.endsWith('.crt'))
      const certificates = files.filter((file) => file.endsWith('.cert'))
      const texts = await Promise.all(authorities.map((ca) => readPemFiles({ ca })))
      const own = await readFirst(certificates)
      const found = texts.flatMap(({ ca }) => ca ?? [])
      // An authority of one's own comes beside those that everybody knows, as engines have it.
      return { ...(found.length > 0 && { ca: [...rootCertificates, ...found] }), ...own }
    },
    places: (host) =>
      foldersOf(machine, dockerFolder())
        .map((folder) => paths.join(folder, folderName(machine, host), 'ca.crt'))
        .slice(0, 2),
  }

  async function list(folder: string): Promise<readonly string[]> {
    const names = await readdir(folder).catch(() => [])
    return names.map((name) => paths.join(folder, name))
  }
}

/** The engine's own, then the person's: of Docker, of Docker without root, of Podman. */
function foldersOf(machine: Machine, dockerFolder: string | undefined): readonly string[] {
  const { platform, home, env } = machine
  const paths = pathsOf(machine)
  const own = [
    paths.join(dockerFolder ?? paths.join(home, '.docker'), 'certs.d'),
    ...(dockerFolder === undefined ? [] : [paths.join(home, '.docker', 'certs.d')]),
  ]
  if (platform === 'win32') {
    return [paths.join(env['ProgramData'] ?? 'C:\\ProgramData', 'docker', 'certs.d'), ...own]
  }
  const config = paths.join(home, '.config')
  return [
    systemPath(machine, '/etc/docker/certs.d'),
    ...own,
    paths.join(config, 'docker/certs.d'),
    systemPath(machine, '/etc/containers/certs.d'),
    paths.join(config, 'containers/certs.d'),
  ].filter((folder, at, all) => all.indexOf(folder) === at)
}

/** The port of TLS may be said or not: it is the same registry. The name as it was written counts first. */
function namesOf(host: string): readonly string[] {
  if (host.endsWith(TLS_PORT)) return [host, host.slice(0, -TLS_PORT.length)]
  return /:\d+$/.test(host) ? [host] : [host, `${host}${TLS_PORT}`]
}

const TLS_PORT = ':443'

/** Names of files may have no colon on Windows, so engines leave it out there. */
function folderName({ platform }: Machine, host: string): string {
  return platform === 'win32' ? host.replaceAll(':', '') : host
}

/** A host of dots alone would lead out of the folder. */
function isFolderName(host: string): boolean {
  return !/^\.*$|[/\\]/.test(host)
}

/** The first that can be read; the first problem where none can. */
async function readFirst(paths: readonly string[]): Promise<OwnPair> {
  let problem: OwnPair = {}
  for (const path of paths) {
    const own = await readOwn(path)
    if (!own.ownProblem) return own
    if (!problem.ownProblem) problem = own
  }
  return problem
}

type OwnPair = Omit<RegistryTrust, 'ca'>

/** Most registries never ask for it, so what is wrong with it must not be in the way. */
async function readOwn(path: string): Promise<OwnPair> {
  try {
    const { cert, key } = await readPemFiles({ cert: path, key: path.replace(/\.cert$/, '.key') })
    return cert === undefined || key === undefined ? {} : { cert, key }
  } catch (cause) {
    return { ownProblem: asEngineError(cause) }
  }
}
