import type { RunProgress } from '#shared/contract/running.ts'
import type { RunSpec } from '#shared/run-spec/run-spec.ts'
import { asEngineError, EngineError } from '#shared/errors.ts'
import { ACTION_DEADLINE_MS, during, imagePath, segment, type Engine } from '../../engine/index.ts'
import { mustLeadTo, pullImage } from '../images/index.ts'
import {
  createContainer,
  discardContainer,
  discardVolumes,
  type CreatedContainer,
} from './create-container.ts'
import { missingVolumes } from './find-obstacles.ts'

interface Run {
  readonly spec: RunSpec
  readonly start: boolean
  /** What the name of the image led to when a person was asked; whatever it leads to, where it is left out. */
  readonly imageId?: string | undefined
}

type PullingOrCreating = Extract<RunProgress, { kind: 'pulling' | 'creating' }>

/** It is not there at all, or not for the platform that is asked for. */
const IMAGE_MISSING =
  /no such image|image not known|(does not match|does not provide) the specified platform/i

/** Makes a container and starts it if wished, and tells how far it is. */
export async function runContainer(
  engine: Engine,
  { spec, start, imageId }: Run,
  report: (progress: RunProgress) => void,
  signal: AbortSignal,
): Promise<void> {
  if (spec.pull === 'always') await pull(engine, spec, report, signal)
  else if (imageId !== undefined) await mustBe(engine, { name: spec.image, imageId }, signal)
  const made = await missingVolumes(engine.docker({ signal }), spec)
  report({ kind: 'creating' })
  const { id, warnings } = await createOrPull(engine, asMeant(spec, imageId), report, signal)
  try {
    throwIfCancelled(signal)
    if (start) {
      report({ kind: 'starting' })
      await startContainer(engine, id, spec)
      // Who has left meanwhile has taken it back.
      throwIfCancelled(signal)
    }
  } catch (cause) {
    const isGone = await discardContainer(engine, id, spec)
    await discardVolumes(engine, isGone ? made : [])
    throw isGone ? cause : leftBehind(cause, engine.names.of(id))
  }
  report({ kind: 'done', id, name: await nameOf(engine, id), warnings })
}

/** What a registry has under the name of a certain image may be another one. */
function asMeant(spec: RunSpec, imageId: string | undefined): RunSpec {
  return imageId === undefined || spec.pull === 'always' ? spec : { ...spec, pull: 'never' }
}

/** Throws where the image that a person saw by this name has it no longer. */
async function mustBe(
  engine: Engine,
  { name, imageId }: { readonly name: string; readonly imageId: string },
  signal: AbortSignal,
): Promise<void> {
  const deed = { verb: 'run', kind: 'image', name } as const
  const image = engine.docker({ signal }).getImage(imagePath(name))
  await during(deed, engine.names, () => mustLeadTo(image, imageId))
}

/** A start may have been carried out though nobody heard of it. */
function leftBehind(cause: unknown, name: string): EngineError {
  const error = asEngineError(cause)
  const left = `The container "${name}" could not be removed again: look in the list for it.`
  return new EngineError({ ...error.toShape(), hint: [error.hint, left].filter(Boolean).join(' ') })
}

/** Makes the container, with its image pulled first where the engine has none. */
export async function createOrPull(
  engine: Engine,
  spec: RunSpec,
  report: (progress: PullingOrCreating) => void,
  signal: AbortSignal,
): Promise<CreatedContainer> {
  try {
    return await createContainer(engine, spec)
  } catch (cause) {
    // The engine alone knows whether it has the image for the platform that is asked for.
    const { engineMessage = '' } = asEngineError(cause)
    if (spec.pull === 'never' || !IMAGE_MISSING.test(engineMessage)) throw cause
  }
  await pull(engine, spec, report, signal)
  throwIfCancelled(signal)
  report({ kind: 'creating' })
  return createContainer(engine, spec)
}

/** Has the engine fetch the image of a spec. */
export async function pull(
  engine: Engine,
  { image, platform }: RunSpec,
  report: (progress: PullingOrCreating) => void,
  signal: AbortSignal,
): Promise<void> {
  const told = { image, layers: 0, layersDone: 0, bytes: 0, totalBytes: 0 }
  report({ kind: 'pulling', ...told })
  await pullImage(
    engine,
    { image, platform },
    (progress) => report({ kind: 'pulling', ...progress }),
    signal,
  )
}

async function startContainer(engine: Engine, id: string, spec: RunSpec): Promise<void> {
  const name = spec.name ?? engine.names.of(id)
  const deed = { verb: 'start', kind: 'container' as const, name }
  const docker = engine.docker({ deadlineMs: ACTION_DEADLINE_MS })
  await during(deed, engine.names, () => docker.getContainer(segment(id)).start())
}

/** One that removes itself may be gone already. */
async function nameOf(engine: Engine, id: string): Promise<string> {
  try {
    const { Name } = await engine.docker({}).getContainer(segment(id)).inspect()
    const name = Name.replace(/^\//, '')
    engine.names.remember(id, name)
    return name
  } catch {
    return engine.names.of(id)
  }
}

function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new EngineError({ code: 'cancelled', message: 'Cancelled' })
}
