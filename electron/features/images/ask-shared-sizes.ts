import type { SharedSize } from '#shared/contract/images.ts'
import { EngineError } from '#shared/errors.ts'
import { LIST_DEADLINE_MS, measureDisk, type Engine } from '../../engine/index.ts'

/** What an entry of a list tells of an image; -1 is "not told". */
interface RawShared {
  readonly Id: string
  readonly SharedSize?: number | null | undefined
}

/** Engines that tell it only with all that they hold may walk through large volumes for it. */
const MEASURE_DEADLINE_MS = 300_000

/** The types of dockerode leave it out. */
const WITH_SHARED: object = { 'shared-size': true }

/**
 * How much of each image other images have too, in bytes. From API 1.42 on a list of images tells
 * it; before that, and of Podman, whose lists say 0, `/system/df` does.
 */
export async function askSharedSizes(
  engine: Engine,
  signal: AbortSignal,
): Promise<readonly SharedSize[]> {
  if (!(await engine.isPodman({ signal }))) {
    const docker = engine.docker({ signal, deadlineMs: LIST_DEADLINE_MS })
    const listed: readonly RawShared[] = await docker.listImages(WITH_SHARED)
    const told = toSharedSizes(listed)
    if (told.length > 0 || listed.length === 0) return told
  }
  const measured = await measureImages(engine, signal)
  const told = toSharedSizes(measured)
  if (told.length > 0 || measured.length === 0) return told
  const message = 'The engine did not say what its images share'
  throw new EngineError({ code: 'bad-answer', message })
}

async function measureImages(engine: Engine, signal: AbortSignal): Promise<readonly RawShared[]> {
  const limits = { signal, deadlineMs: MEASURE_DEADLINE_MS }
  const usage: { readonly Images?: readonly RawShared[] | null } = await measureDisk(engine, limits)
  return usage.Images ?? []
}

function toSharedSizes(entries: readonly RawShared[]): readonly SharedSize[] {
  return entries.flatMap(({ Id, SharedSize: bytes }) =>
    typeof bytes === 'number' && bytes >= 0 ? [{ id: withAlgorithm(Id), bytes }] : [],
  )
}

/** Podman measures images by bare digits, and lists them with the name of the algorithm. */
function withAlgorithm(id: string): string {
  return id.includes(':') ? id : `sha256:${id}`
}
