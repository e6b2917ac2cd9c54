import { access, readdir, readFile } from 'node:fs/promises'
import * as z from 'zod'
import type { EngineOwner, Place } from '#shared/contract/places.ts'
import { parseJson } from '../parse-json.ts'
import { isInstanceName } from './instance-name.ts'
import { listMinikube } from './list-minikube.ts'
import { configFolder, pathsOf, systemPath, type Machine } from './machine.ts'

/** What people have set up, as far as files tell. No program is run. */
export interface Instances {
  readonly colima: { readonly folder: string; readonly profiles: readonly string[] }
  readonly lima: readonly LimaInstance[]
  /** Profiles whose node has a Docker engine. */
  readonly minikube: readonly string[]
  /** Names; none where no machine was ever made. */
  readonly podmanMachines: readonly string[]
  readonly podmanConnections: readonly PodmanConnection[]
  /** Those that can be started, of the owners whose sockets alone do not tell. */
  readonly setUp: ReadonlySet<EngineOwner>
}

/** A Lima VM with an engine inside; `socket` is the path that it forwards to. */
interface LimaInstance {
  readonly name: string
  readonly socket: string
}

/** An entry of podman-connections.json: `ssh://me@host/run/podman/podman.sock`, `unix:///…`. */
export interface PodmanConnection extends Pick<Place, 'tls' | 'identity'> {
  readonly name: string
  readonly uri: string
}

/** The sockets that Lima's templates forward to, in the instance's folder. */
const LIMA_SOCKETS = ['sock/docker.sock', 'sock/podman.sock']

const ConnectionsFile = z.object({
  Connection: z.object({ Connections: z.record(z.string(), z.unknown()) }),
})

/** Its fields as Podman 5 writes them; the last four are paths of files. */
const ConnectionEntry = z.object({
  URI: z.string(),
  IsMachine: z.boolean().optional(),
  Identity: z.string().optional(),
  TLSCA: z.string().optional(),
  TLSCert: z.string().optional(),
  TLSKey: z.string().optional(),
})

/** Reads the folders of the programs that keep several engines. What is not there is left empty. */
export async function listInstances(machine: Machine): Promise<Instances> {
  const [colima, lima, minikube, podmanMachines, podmanConnections, setUp] = await Promise.all([
    findColima(machine),
    findLima(machine),
    listMinikube(machine),
    findPodmanMachines(machine),
    readPodmanConnections(machine),
    findSetUp(machine),
  ])
  return { colima, lima, minikube, podmanMachines, podmanConnections, setUp }
}

/** Colima takes the first of these that exists; without any, it makes `~/.colima`. */
async function findColima(machine: Machine): Promise<Instances['colima']> {
  const { home, env } = machine
  const paths = pathsOf(machine)
  const own = env['COLIMA_HOME']
  const usual = paths.join(home, '.colima')
  const candidates = [...(own ? [own] : []), usual, paths.join(configFolder(machine), 'colima')]
  const existing = await Promise.all(candidates.map(exists))
  const folder = candidates.find((_folder, index) => existing[index]) ?? usual
  const profiles = await foldersIn(folder)
  // The default profile can be started whether it was or not.
  return { folder, profiles: [...new Set(['default', ...profiles])] }
}

async function findLima(machine: Machine): Promise<readonly LimaInstance[]> {
  const paths = pathsOf(machine)
  const folder = machine.env['LIMA_HOME'] || paths.join(machine.home, '.lima')
  const found = await Promise.all(
    (await foldersIn(folder)).map(async (name) => {
      const socket = await limaSocket(machine, paths.join(folder, name))
      return socket ? [{ name, socket }] : []
    }),
  )
  return found.flat()
}

/** A stopped instance has no socket; its settings still say that it would. */
async function limaSocket(machine: Machine, folder: string): Promise<string | undefined> {
  const paths = pathsOf(machine)
  const settings = (await readText(paths.join(folder, 'lima.yaml'))) ?? ''
  for (const socket of LIMA_SOCKETS) {
    const path = paths.join(folder, socket)
    if (settings.includes(socket) || (await exists(path))) return path
  }
  return undefined
}

/** Podman keeps one file a machine, in one folder a kind of VM. */
async function findPodmanMachines(machine: Machine): Promise<readonly string[]> {
  const paths = pathsOf(machine)
  const folder = paths.join(configFolder(machine), 'containers', 'podman', 'machine')
  const kinds = await foldersIn(folder)
  const files = await Promise.all(kinds.map((kind) => entriesIn(paths.join(folder, kind))))
  const names = files
    .flat()
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json'))
    .map(({ name }) => name.slice(0, -'.json'.length))
    .filter(isInstanceName)
  return [...new Set(names)].toSorted()
}

/**
 * The entries that a person made. Those that Podman makes for its machines are left out: the
 * machine's own socket leads to the same engine, and needs no key.
 */
async function readPodmanConnections(machine: Machine): Promise<readonly PodmanConnection[]> {
  const text = await readText(podmanConnectionsFile(machine))
  const file = ConnectionsFile.safeParse(parseJson(text)).data
  return Object.entries(file?.Connection.Connections ?? {}).flatMap(([name, value]) => {
    const entry = ConnectionEntry.safeParse(value).data
    return entry && !entry.IsMachine ? [toPodmanConnection(name, entry)] : []
  })
}

function toPodmanConnection(
  name: string,
  { URI, Identity, TLSCA, TLSCert, TLSKey }: z.output<typeof ConnectionEntry>,
): PodmanConnection {
  const tls = {
    ...(TLSCA && { ca: TLSCA }),
    ...(TLSCert && { cert: TLSCert }),
    ...(TLSKey && { key: TLSKey }),
  }
  return {
    name,
    uri: URI,
    ...(Identity && { identity: Identity }),
    ...(Object.keys(tls).length > 0 && { tls }),
  }
}

function podmanConnectionsFile(machine: Machine): string {
  const { env, home, platform } = machine
  const paths = pathsOf(machine)
  if (env['PODMAN_CONNECTIONS_CONF']) return env['PODMAN_CONNECTIONS_CONF']
  const roaming = env['APPDATA'] || paths.join(home, 'AppData', 'Roaming')
  const folder = platform === 'win32' ? roaming : configFolder(machine)
  return paths.join(folder, 'containers', 'podman-connections.json')
}

async function findSetUp(machine: Machine): Promise<ReadonlySet<EngineOwner>> {
  const marks = setUpMarks(machine)
  const existing = await Promise.all(marks.map(([, path]) => exists(path)))
  return new Set(marks.filter((_mark, index) => existing[index]).map(([owner]) => owner))
}

/** The file or folder that is there once an owner's engine was set up. */
function setUpMarks(machine: Machine): readonly (readonly [EngineOwner, string])[] {
  const { env, platform } = machine
  const paths = pathsOf(machine)
  const system = (path: string) => systemPath(machine, path)
  switch (platform) {
    case 'win32': {
      const programs = env['ProgramFiles'] || 'C:\\Program Files'
      return [['docker-desktop', paths.join(programs, 'Docker', 'Docker', 'Docker Desktop.exe')]]
    }
    case 'darwin':
      return [
        ['docker-desktop', system('/Applications/Docker.app')],
        ['finch', system('/Applications/Finch/lima/data/finch')],
      ]
    default:
      return [
        ['docker-desktop', system('/opt/docker-desktop')],
        ['docker-rootless', paths.join(configFolder(machine), 'systemd', 'user', 'docker.service')],
      ]
  }
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await entriesIn(folder)
  return entries
    .filter((entry) => entry.isDirectory() && isInstanceName(entry.name))
    .map(({ name }) => name)
    .toSorted()
}

async function entriesIn(folder: string) {
  return readdir(folder, { withFileTypes: true }).catch(() => [])
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

async function readText(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined)
}
