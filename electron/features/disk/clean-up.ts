import type { DiskKind, DiskTarget, UnusedObject } from '#shared/contract/disk.ts'
import type { Removed } from '#shared/contract/tasks.ts'
import { EngineError } from '#shared/errors.ts'
import { during, findUsers, imagePath, type Engine } from '../../engine/index.ts'
import { removeContainer } from '../containers/index.ts'
import { removeImage, toSummary, type RawImage } from '../images/index.ts'
import { removeNetwork } from '../networks/index.ts'
import { patiently, reportRemoval, whyItStays, type TaskWork } from '../tasks/index.ts'
import { removeVolume } from '../volumes/index.ts'
import { findUnused } from './find-unused.ts'
import { pruneCaches, type Settle } from './prune-caches.ts'
import type { Inventory } from './raw.ts'
import { readInventory } from './read-inventory.ts'

/** What uses others goes before them. */
const ORDER: readonly DiskKind[] = ['container', 'image', 'network', 'volume', 'build-cache']

/**
 * Removes these objects one by one, and nothing else, as a task whose parts they are. What has come
 * into use since the person looked stays, and so does what its engine will not remove without force;
 * each with its reason.
 */
export function cleanUp(
  engine: Engine,
  targets: readonly DiskTarget[],
  work: TaskWork,
): Promise<Removed> {
  const { signal } = work
  return reportRemoval<DiskTarget>({ work, unit: 'objects' }, async (report) => {
    const inventory = await readInventory(engine, signal)
    const unused = new Map(
      Object.values(findUnused(inventory, {}))
        .flat()
        .map((object) => [keyOf(object), object]),
    )
    const nameOf = (target: DiskTarget) =>
      unused.get(keyOf(target))?.name ?? nameInUse(inventory, target) ?? engine.names.of(target.id)
    const ordered = ORDER.flatMap((kind) => targets.filter((target) => target.kind === kind))
    report.list(new Map(ordered.map((one) => [one, `${nounOf(one)} ${nameOf(one)}`])))
    const late = patiently(signal)
    const settle: Settle = async (target, remove) => {
      report.begin(target)
      report.settle(target, await whyItStays(signal, remove))
    }
    for (const target of ordered.filter(({ kind }) => kind !== 'build-cache')) {
      signal.throwIfAborted()
      await settle(target, async () => {
        const object = unused.get(keyOf(target))
        if (!object && isThere(inventory, target)) throw inUseNow(target)
        await removeOne(engine, target, late)
      })
    }
    const caches = targets.filter(({ kind }) => kind === 'build-cache')
    await pruneCaches(engine, caches, settle, { signal, late })
  })
}

function nounOf({ kind }: DiskTarget): string {
  return kind === 'build-cache' ? 'build cache' : kind
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
  if (kind === 'network') return removeFreeNetwork(engine, id, signal)
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

/** Engines take a stopped container's network away, and it would not start again. */
async function removeFreeNetwork(engine: Engine, id: string, signal: AbortSignal): Promise<void> {
  const users = await findUsers(engine, { networkId: id }, signal)
  if (users.length > 0) throw inUseNow({ kind: 'network' })
  return removeNetwork(engine, id, signal)
}

function isThere(
  { containers, images, volumes, networks }: Inventory,
  { kind, id }: DiskTarget,
): boolean {
  if (kind === 'container') return containers.some(({ Id }) => Id === id)
  if (kind === 'volume') return volumes.some(({ Name }) => Name === id)
  if (kind === 'network') return networks.some(({ Id }) => Id === id)
  return images.some(({ Id }) => Id === id)
}

function nameInUse({ containers }: Inventory, { kind, id }: DiskTarget): string | undefined {
  if (kind === 'volume') return id
  return containers.find(({ Id }) => Id === id)?.Names?.[0]?.replace(/^\//, '')
}

function inUseNow({ kind }: Pick<DiskTarget, 'kind'>): EngineError {
  const message =
    kind === 'container'
      ? 'It runs now, or lies in the trash'
      : 'A container has come to use it since it was listed'
  return new EngineError({ code: 'conflict', message, hint: 'It was left as it is.' })
}

function keyOf({ kind, id }: Pick<UnusedObject, 'kind' | 'id'>): string {
  return `${kind} ${id}`
}
