import { stat } from 'node:fs/promises'
import type { RunObstacle } from '#shared/contract/running.ts'
import { asEngineError } from '#shared/errors.ts'
import type { PortBinding, RunSpec } from '#shared/run-spec/run-spec.ts'
import { isNetworkMode } from '#shared/run-spec/values/network-text.ts'
import {
  imagePath,
  LIST_DEADLINE_MS,
  segment,
  type Docker,
  type Engine,
} from '../../engine/index.ts'
import { heldPorts, programOf } from './host-ports.ts'
import { isThisMachine } from './is-this-machine.ts'
import { clashesWith, hostPortOf } from './port-clash.ts'
import { toStateFromInspect } from './to-state.ts'

/** What stands in the way of such a container. What cannot be told is left out. */
export async function findObstacles(
  engine: Engine,
  spec: RunSpec,
  signal: AbortSignal,
): Promise<readonly RunObstacle[]> {
  const docker = engine.docker({ signal, deadlineMs: LIST_DEADLINE_MS })
  const found = await Promise.all([
    nameTaken(docker, spec),
    imageMissing(docker, spec),
    ...spec.networks.map(({ name }) => networkMissing(docker, name)),
    missingVolumes(docker, spec).then((names) =>
      names.map((volume): RunObstacle => ({ kind: 'volume-missing', volume })),
    ),
    ofThisMachine(engine, docker, spec),
  ])
  return found.flat()
}

async function nameTaken(docker: Docker, { name }: RunSpec): Promise<readonly RunObstacle[]> {
  if (name === undefined || /[/\\]/.test(name)) return []
  const taken = await ifThere(() => docker.getContainer(segment(name)).inspect())
  // An id that begins so is another's, and no name.
  if (typeof taken === 'string' || taken.Name.replace(/^\//, '') !== name) return []
  return [{ kind: 'name-taken', id: taken.Id, state: toStateFromInspect(taken.State).kind }]
}

/** One for another platform is as good as none. */
async function imageMissing(
  docker: Docker,
  { image, platform }: RunSpec,
): Promise<readonly RunObstacle[]> {
  const found = await ifThere(() => docker.getImage(imagePath(image)).inspect())
  if (found === 'untold') return []
  const isThere =
    found !== 'missing' &&
    (platform === undefined || `${platform}/`.startsWith(`${found.Os}/${found.Architecture}/`))
  return isThere ? [] : [{ kind: 'image-missing' }]
}

async function networkMissing(docker: Docker, network: string): Promise<readonly RunObstacle[]> {
  if (isNetworkMode(network) || network === 'default' || /[/\\]/.test(network)) return []
  const found = await ifThere(() => docker.getNetwork(segment(network)).inspect())
  return found === 'missing' ? [{ kind: 'network-missing', network }] : []
}

/** The named volumes of such a container that are not there yet: the engine makes them. */
export async function missingVolumes(docker: Docker, spec: RunSpec): Promise<readonly string[]> {
  const names = namedVolumes(spec)
  const found = await Promise.all(
    names.map((name) => ifThere(() => docker.getVolume(segment(name)).inspect())),
  )
  return names.filter((_name, at) => found[at] === 'missing')
}

function namedVolumes({ binds, mounts }: RunSpec): readonly string[] {
  const sources = [
    ...binds.map(({ source }) => source),
    ...mounts.filter(({ type }) => type === 'volume').map(({ source = '' }) => source),
  ]
  return [...new Set(sources)].filter((source) => /^[^/\\:.~][^/\\:]*$/.test(source))
}

async function ofThisMachine(
  engine: Engine,
  docker: Docker,
  spec: RunSpec,
): Promise<readonly RunObstacle[]> {
  const isOurs = await isThisMachine(engine, docker)
  // In a network that is not its own, it publishes none.
  const isOwn = !isNetworkMode(spec.networks[0]?.name ?? '')
  const ports = isOwn ? await portsTaken(docker, spec.portBindings, isOurs) : []
  return isOurs ? [...ports, ...(await pathsMissing(spec))] : ports
}

async function portsTaken(
  docker: Docker,
  bindings: readonly PortBinding[],
  isOurs: boolean,
): Promise<readonly RunObstacle[]> {
  const wanted = bindings.filter((binding) => hostPortOf(binding) !== undefined)
  if (wanted.length === 0) return []
  const running = await docker.listContainers()
  const held = isOurs ? await heldPorts() : []
  const found = wanted.map(async (binding): Promise<readonly RunObstacle[]> => {
    const hostPort = hostPortOf(binding) ?? 0
    const taken = { kind: 'port-taken', hostPort, protocol: binding.protocol } as const
    const holder = running.find(({ Ports }) =>
      Ports.some(({ IP, PublicPort, Type }) =>
        clashesWith(binding, { ip: IP ?? '', port: PublicPort, protocol: Type }),
      ),
    )
    if (holder) {
      const name = holder.Names[0]?.replace(/^\//, '') ?? holder.Id
      return [{ ...taken, container: { id: holder.Id, name } }]
    }
    const port = held.find((one) => clashesWith(binding, one))
    if (!port) return []
    const program = await programOf(port.inode)
    return [{ ...taken, ...(program !== undefined && { program }) }]
  })
  return (await Promise.all(found)).flat()
}

/** `--volume` has a missing folder made; `--mount` is refused. */
async function pathsMissing({ binds, mounts }: RunSpec): Promise<readonly RunObstacle[]> {
  const paths = [
    ...binds.map(({ source }) => ({ path: source, isMade: true })),
    ...mounts
      .filter(({ type }) => type === 'bind')
      .map(({ source = '', bindOptions }) => ({
        path: source,
        isMade: bindOptions?.createMountpoint ?? false,
      })),
  ].filter(({ path }) => path.startsWith('/'))
  const found = paths.map(async ({ path, isMade }): Promise<readonly RunObstacle[]> => {
    try {
      await stat(path)
      return []
    } catch (cause) {
      // What this user may not look at, the engine may.
      const isMissing = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
      return isMissing ? [{ kind: 'path-missing', path, isMade }] : []
    }
  })
  return (await Promise.all(found)).flat()
}

/** The object; or that it is missing, or that the engine would not tell. */
async function ifThere<T>(ask: () => Promise<T>): Promise<T | 'missing' | 'untold'> {
  try {
    return await ask()
  } catch (cause) {
    switch (asEngineError(cause).code) {
      case 'not-found':
        return 'missing'
      // Half a name, as it is being typed.
      case 'invalid-input':
      case 'bad-answer':
      case 'refused':
        return 'untold'
      default:
        throw cause
    }
  }
}
