import type { CleanUpStep, DiskKind, DiskTarget, UnusedObject } from '#shared/contract/disk.ts'
import { asEngineError, EngineError } from '#shared/errors.ts'
import { during, imagePath, type Engine } from '../../engine/index.ts'
import { removeContainer } from '../containers/index.ts'
import { removeImage, toSummary, type RawImage } from '../images/index.ts'
import { removeVolume } from '../volumes/index.ts'
import { findUnused } from './find-unused.ts'
import { pruneCaches } from './prune-caches.ts'
import type { Inventory } from './raw.ts'
import { readInventory } from './read-inventory.ts'

type Done = Extract<CleanUpStep, { kind: 'done' }>

/** What uses others goes before them. */
const ORDER: readonly DiskKind[] = ['container', 'image', 'volume', 'build-cache']

/**
 * Removes these objects one by one, and nothing else. What has come into use since the person looked
 * stays, and so does what its engine will not remove without force; each with its reason.
 */
export async function cleanUp(
  engine: Engine,
  targets: readonly DiskTarget[],
  report: (settled: DiskTarget) => void,
  signal: AbortSignal,
): Promise<Done> {
  const inventory = await readInventory(engine, signal)
  const unused = new Map(
    Object.values(findUnused(inventory, {}))
      .flat()
      .map((object) => [keyOf(object), object]),
  )
  const removed: DiskTarget[] = []
  const kept: Done['kept'][number][] = []
  const settle = async (target: DiskTarget, remove: () => Promise<void>) => {
    try {
      await remove()
      removed.push(target)
    } catch (cause) {
      if (signal.aborted) throw cause
      const error = asEngineError(cause)
      // Somebody else was quicker.
      if (error.code === 'not-found') removed.push(target)
      else kept.push({ target, error: error.toShape() })
    }
    report(target)
  }
  for (const kind of ORDER) {
    const ofKind = targets.filter((target) => target.kind === kind)
    if (kind === 'build-cache') {
      await pruneCaches(engine, ofKind, settle, signal)
      continue
    }
    for (const target of ofKind) {
      await settle(target, async () => {
        const object = unused.get(keyOf(target))
        if (!object && isThere(inventory, target)) throw inUseNow(target)
        await removeOne(engine, target, signal)
      })
    }
  }
  return { kind: 'done', removed, kept }
}

async function removeOne(
  engine: Engine,
  { kind, id }: DiskTarget,
  signal: AbortSignal,
): Promise<void> {
  if (kind === 'container') {
    const deed = { verb: 'remove', kind, name: engine.names.of(id) }
    const wish = { id, force: false, volumes: false }
    return during(deed, engine.names, () => removeContainer(engine, wish, signal))
  }
  if (kind === 'volume') return removeVolume(engine, id, signal)
  // Its names as they are now: one may have moved on to a newer image, and must stay with that.
  const raw: Pick<RawImage, 'RepoTags'> = await engine
    .docker({ signal })
    .getImage(imagePath(id))
    .inspect()
  const { tags } = toSummary({ Id: id, RepoTags: raw.RepoTags })
  // By its id the engine would refuse one that has several names.
  for (const name of tags.length > 0 ? tags : [id]) {
    await removeImage(engine, { id: name, force: false }, signal)
  }
}

function isThere({ containers, images, volumes }: Inventory, { kind, id }: DiskTarget): boolean {
  if (kind === 'container') return containers.some(({ Id }) => Id === id)
  if (kind === 'volume') return volumes.some(({ Name }) => Name === id)
  return images.some(({ Id }) => Id === id)
}

function inUseNow({ kind }: DiskTarget): EngineError {
  const message =
    kind === 'container'
      ? 'It runs now, or lies in the trash'
      : 'A container has come to use it since it was listed'
  return new EngineError({ code: 'conflict', message, hint: 'It was left as it is.' })
}

function keyOf({ kind, id }: Pick<UnusedObject, 'kind' | 'id'>): string {
  return `${kind} ${id}`
}
