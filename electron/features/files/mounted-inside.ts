import { EngineError } from '#shared/errors.ts'
import { joinPath, nameOf, parentOf } from '#shared/posix-path.ts'
import { segment, type Engine } from '../../engine/index.ts'
import { realPath } from './real-path.ts'

/** What is read of an inspection. */
interface Inspected {
  readonly State: { readonly Running: boolean }
  readonly HostConfig?: { readonly Tmpfs?: Readonly<Record<string, string>> | null | undefined }
  readonly Mounts?: readonly { readonly Type?: string; readonly Destination: string }[] | null
}

/** Every running container has them, whatever its image has at these paths. */
const ALWAYS = ['/proc', '/dev', '/sys']

/**
 * What is mounted at a path in a running container and is not in the engine's archive, which has what
 * lies beneath; volumes and folders of the host are in both.
 */
export function hiddenAt(
  { State, HostConfig, Mounts }: Inspected,
  path: string,
): string | undefined {
  if (!State.Running) return undefined
  const mounts = (Mounts ?? []).map(({ Type, Destination }) => ({
    at: bare(Destination),
    isHidden: Type === 'tmpfs',
  }))
  const hidden = [...ALWAYS, ...Object.keys(HostConfig?.Tmpfs ?? {})].map((at) => ({
    at: bare(at),
    isHidden: true,
  }))
  // The innermost is the one that is seen.
  const [innermost] = [...mounts, ...hidden]
    .filter(({ at }) => path === at || path.startsWith(`${at}/`))
    .toSorted((a, b) => b.at.length - a.at.length)
  return innermost?.isHidden ? innermost.at : undefined
}

/** One path of a container, or several. */
interface Places {
  readonly id: string
  readonly path: string | readonly string[]
}

/** The first such of a container as it is now. Podman packs and unpacks inside, and lacks nothing. */
export async function askHidden(
  engine: Engine,
  { id, path }: Places,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (await engine.isPodman({ signal })) return undefined
  const inspected = await engine.docker({ signal }).getContainer(segment(id)).inspect()
  if (!inspected.State.Running) return undefined
  const real = realPaths(engine, id, signal)
  for (const one of [path].flat()) {
    // Of several in a folder links are links, and nobody follows them.
    const leadsTo = typeof path === 'string' ? await real(one) : await realIn(real, one)
    const mount = hiddenAt(inspected, one) ?? hiddenAt(inspected, leadsTo)
    if (mount !== undefined) return mount
  }
  return undefined
}

type ToReal = (path: string) => Promise<string>

/** Those of a folder have the way to it in common: it is asked for once. */
function realPaths(engine: Engine, id: string, signal: AbortSignal): ToReal {
  const known = new Map<string, Promise<string>>()
  return (path) => {
    const found = known.get(path) ?? realPath(engine, { id, path }, signal)
    known.set(path, found)
    return found
  }
}

async function realIn(real: ToReal, path: string): Promise<string> {
  return joinPath(await real(parentOf(path)), nameOf(path))
}

/** Fails where the archive would be of what lies beneath, which nobody sees while the container runs. */
export async function refuseHidden(
  engine: Engine,
  place: Places,
  signal: AbortSignal,
): Promise<void> {
  const mount = await askHidden(engine, place, signal)
  if (mount !== undefined) throw isBeneath(mount)
}

/** Why it cannot be done from outside. */
export function isBeneath(mount: string): EngineError {
  return new EngineError({
    code: 'refused',
    message: `"${mount}" is mounted inside the running container, where the engine’s archives do not reach`,
    hint: 'Do it in a terminal of the container.',
  })
}

function bare(path: string): string {
  return path.replace(/\/+$/, '')
}
