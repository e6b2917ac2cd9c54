import type { DiskKind, DiskTarget, UnusedObject } from '#shared/contract/disk.ts'
import type { Removed } from '#shared/contract/tasks.ts'
import { EngineError } from '#shared/errors.ts'
import { shortId } from '#shared/object-id.ts'
import { during, findUsers, type Engine } from '../../engine/index.ts'
import { removeContainer } from '../containers/index.ts'
import { removeInTurn } from '../images/index.ts'
import { removeNetwork } from '../networks/index.ts'
import { patiently, reportRemoval, whyItStays, type TaskWork } from '../tasks/index.ts'
import { removeVolume } from '../volumes/index.ts'
import { findUnused } from './find-unused.ts'
import { pruneCaches, type Settle } from './prune-caches.ts'
import type { Inventory } from './raw.ts'
import { readInventory } from './read-inventory.ts'
import { removeListed } from './remove-listed.ts'

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
    report.list(distinct(new Map(ordered.map((one) => [one, `${nounOf(one)} ${nameOf(one)}`]))))
    const late = patiently(signal)
    const attempt = (target: DiskTarget, remove: () => Promise<void>) => {
      report.begin(target)
      return whyItStays(signal, remove)
    }
    const [caches, objects] = parted(ordered)
    await removeInTurn(objects, {
      // Images are built on images. Who used another object may have left something in it.
      mayWait: ({ kind }) => kind === 'image',
      remove(target) {
        signal.throwIfAborted()
        return attempt(target, async () => {
          const object = unused.get(keyOf(target))
          if (!object && isThere(inventory, target)) throw inUseNow(target)
          await removeOne(engine, target, late)
        })
      },
      onWait: report.wait,
      onSettled: report.settle,
    })
    const settle: Settle = async (target, remove) =>
      report.settle(target, await attempt(target, remove))
    await pruneCaches(engine, caches, settle, { signal, late })
  })
}

/** Steps of several builds may be called the same: those have their ids beside it. */
function distinct(names: ReadonlyMap<DiskTarget, string>): ReadonlyMap<DiskTarget, string> {
  const counts = new Map<string, number>()
  for (const name of names.values()) counts.set(name, (counts.get(name) ?? 0) + 1)
  const called = ([target, name]: [DiskTarget, string]) =>
    [target, counts.get(name) === 1 ? name : `${name} (${shortId(target.id)})`] as const
  return new Map([...names].map(called))
}

/** The build cache has rounds of its own. */
function parted(targets: readonly DiskTarget[]) {
  const isCache = ({ kind }: DiskTarget) => kind === 'build-cache'
  return [targets.filter(isCache), targets.filter((target) => !isCache(target))] as const
}

function nounOf({ kind }: DiskTarget): string {
  return kind === 'build-cache' ? 'build cache' : kind
}

async function removeOne(engine: Engine, target: DiskTarget, signal: AbortSignal): Promise<void> {
  const { kind, id } = target
  if (kind === 'container') {
    const deed = { verb: 'remove', kind, name: engine.names.of(id) }
    const wish = { id, force: false, volumes: false }
    return during(deed, engine.names, () => removeContainer(engine, wish, signal))
  }
  if (kind === 'volume') return removeVolume(engine, id, signal)
  if (kind === 'network') return removeFreeNetwork(engine, id, signal)
  return removeListed(engine, target, signal)
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
