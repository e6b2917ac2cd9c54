import type { ImageTarget } from '#shared/contract/images.ts'
import type { Removed } from '#shared/contract/tasks.ts'
import { bareId, shortId } from '#shared/object-id.ts'
import { EngineError } from '#shared/errors.ts'
import { visibleText } from '#shared/visible-text.ts'
import { LIST_DEADLINE_MS, type Engine, type Engines } from '../../engine/index.ts'
import {
  patiently,
  reportRemoval,
  whyItStays,
  type NewTask,
  type TaskWork,
} from '../tasks/index.ts'
import { imagesName } from './images-name.ts'
import { removeImage, whyNameless } from './remove-image.ts'
import { removeInTurn } from './remove-in-turn.ts'

/** One that stays may wait for any other: images are built on images. */
const ALL_MAY_WAIT = () => true

interface Removing {
  readonly connection: string
  readonly targets: readonly ImageTarget[]
}

/** Removes names and images. A yes was for what was listed then, so it cannot be retried. */
export function removalTask(engines: Engines, { connection, targets }: Removing): NewTask {
  return {
    connection,
    kind: 'remove',
    name: `Remove ${wordsFor(targets)}${placeOf(engines, connection)}`,
    effect: 'destroy',
    isOnce: true,
    async run(work) {
      const removed = await removeImages(engines.get(connection), targets, work)
      return { kind: 'removed', unit: unitOf(targets), ...removed }
    },
  }
}

/** An image of which several names go is still one image. */
function unitOf(targets: readonly ImageTarget[]): 'images' | 'names' {
  const images = new Set(targets.map(({ imageId }) => bareId(imageId)))
  return images.size < targets.length ? 'names' : 'images'
}

function wordsFor(targets: readonly ImageTarget[]): string {
  if (unitOf(targets) === 'names') return `${targets.length} image names`
  return imagesName(targets.map(nameOf))
}

/** Images of several engines go by as many tasks, which must be told apart. */
function placeOf(engines: Engines, connection: string): string {
  if (engines.list().length === 1) return ''
  return ` on ${visibleText(engines.get(connection).connection.name)}`
}

function removeImages(
  engine: Engine,
  targets: readonly ImageTarget[],
  work: TaskWork,
): Promise<Removed> {
  const { signal } = work
  return reportRemoval<ImageTarget>({ work, unit: unitOf(targets) }, async (report) => {
    const ages = await agesOf(engine, signal)
    const ordered = targets.toSorted((a, b) => ageOf(b, ages) - ageOf(a, ages))
    report.list(new Map(ordered.map((target) => [target, nameOf(target)])))
    const late = patiently(signal)
    await removeInTurn(ordered, {
      mayWait: ALL_MAY_WAIT,
      async remove(target) {
        signal.throwIfAborted()
        report.begin(target)
        return whyItStays(signal, () => removeTarget(engine, target, late))
      },
      onWait: report.wait,
      onSettled: report.settle,
    })
  })
}

async function removeTarget(
  engine: Engine,
  { reference, ...listed }: ImageTarget,
  signal: AbortSignal,
): Promise<void> {
  try {
    const { stays } = await removeImage(engine, { id: reference, ...listed }, signal)
    if (stays) throw new EngineError(stays)
  } catch (cause) {
    const isGone = cause instanceof EngineError && cause.code === 'not-found'
    // The name went in an earlier turn, or by somebody else: the image may be there all the same.
    throw (
      (isGone &&
        (await whyNameless(engine, { name: reference, imageId: listed.imageId }, signal))) ||
      cause
    )
  }
}

/** When each image was made: what is built on another one is younger. */
async function agesOf(engine: Engine, signal: AbortSignal): Promise<ReadonlyMap<string, number>> {
  const images = await engine.docker({ signal, deadlineMs: LIST_DEADLINE_MS }).listImages()
  return new Map(images.map(({ Id, Created }) => [bareId(Id), Created ?? 0]))
}

function ageOf({ imageId }: ImageTarget, ages: ReadonlyMap<string, number>): number {
  return ages.get(bareId(imageId)) ?? 0
}

/** `redis:7`, or `<none> 86b7db266f4c`. */
function nameOf({ reference, imageId }: ImageTarget): string {
  return bareId(reference) === bareId(imageId) ? `<none> ${shortId(imageId)}` : reference
}
