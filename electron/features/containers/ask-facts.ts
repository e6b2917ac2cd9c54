import type { ContainerSize } from '#shared/contract/containers.ts'
import { EngineError } from '#shared/errors.ts'
import { ACTION_DEADLINE_MS, during, segment, type Engine } from '../../engine/index.ts'
import { platformOfImage, platformText, wordOf, type RawPlatform } from '../images/index.ts'

/** What the answer of `/containers/{id}/json` holds besides. Sizes are there when asked for. */
interface RawFacts {
  readonly RestartCount?: number | null | undefined
  /** The system alone: `linux`. */
  readonly Platform?: string | null | undefined
  readonly Image?: string | null | undefined
  /** Of Docker 28 and its image store, where an image may be for several platforms. */
  readonly ImageManifestDescriptor?:
    | { readonly platform?: RawPlatform | null | undefined }
    | null
    | undefined
  readonly SizeRw?: number | null | undefined
  readonly SizeRootFs?: number | null | undefined
}

/** How often the engine has started it again. */
export async function askRestarts(
  engine: Engine,
  id: string,
  signal: AbortSignal,
): Promise<number> {
  const { RestartCount } = await inspect(engine, id, { signal })
  return countOf(RestartCount) ?? 0
}

/** What a container was made for. */
export async function askPlatform(
  engine: Engine,
  id: string,
  signal: AbortSignal,
): Promise<string> {
  const raw = await inspect(engine, id, { signal })
  const told = platformText(raw.ImageManifestDescriptor?.platform)
  if (told !== '') return told
  const ofImage = raw.Image ? await platformOfImage(engine.docker({ signal }), raw.Image) : ''
  const platform = ofImage || wordOf(raw.Platform)
  if (platform === '') throw untold('what it was made for')
  return platform
}

/** What a container has written. The engine needs as long for it as it has files. */
export async function askSize(
  engine: Engine,
  id: string,
  signal: AbortSignal,
): Promise<ContainerSize> {
  const raw = await inspect(engine, id, { signal, deadlineMs: ACTION_DEADLINE_MS, size: true })
  const writtenBytes = countOf(raw.SizeRw)
  if (writtenBytes === undefined) throw untold('how much it has written')
  // Podman 4 counts the image alone, and Podman 5 both: which it was is not to be seen.
  const isPodman = await engine.isPodman({ signal })
  const totalBytes = isPodman ? undefined : countOf(raw.SizeRootFs)
  return { writtenBytes, ...(totalBytes !== undefined && { totalBytes }) }
}

interface Question {
  readonly signal: AbortSignal
  readonly deadlineMs?: number
  readonly size?: boolean
}

/** The types of dockerode leave it out. */
const WITH_SIZE: object = { size: true }

function inspect(
  engine: Engine,
  id: string,
  { size = false, ...limits }: Question,
): Promise<RawFacts> {
  const deed = { verb: 'inspect', kind: 'container' as const, name: engine.names.of(id) }
  const container = engine.docker(limits).getContainer(segment(id))
  return during(deed, engine.names, () => container.inspect(size ? WITH_SIZE : {}))
}

/** Engines say -1 for what they could not find out. */
function countOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined
}

function untold(what: string): EngineError {
  return new EngineError({ code: 'bad-answer', message: `The engine did not say ${what}` })
}
