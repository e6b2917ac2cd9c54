import { bareId, shortId } from '#shared/object-id.ts'
import type { CacheEntry, DiskCategory, UnusedObject } from '#shared/contract/disk.ts'
import type { ImageSummary } from '#shared/contract/images.ts'
import type { VolumeSummary } from '#shared/contract/volumes.ts'
import { parseParkedName } from '#shared/parking/parked-name.ts'
import { toSummary as toImage } from '../images/index.ts'
import { toSummary as toVolume } from '../volumes/index.ts'
import { findUnusedNetworks } from './find-unused-networks.ts'
import type { Inventory, RawContainer, RawUsage } from './raw.ts'
import { toCacheEntry } from './to-cache-entry.ts'

const MS_PER_S = 1000

/** What engines call a container that somebody may be using. */
const ALIVE: ReadonlySet<string> = new Set([
  'running',
  'paused',
  'restarting',
  'removing',
  'stopping',
])

type Unused = Readonly<Record<DiskCategory, readonly UnusedObject[]>>

/**
 * What of an engine nothing uses. What lies in our trash is not among it: that has its own end, and
 * its images and volumes are in use.
 */
export function findUnused(inventory: Inventory, usage: RawUsage): Unused {
  const { containers, images, volumes } = inventory
  const sizes = readSizes(usage)
  const usedImages = new Set(containers.map(({ ImageID }) => bareId(ImageID ?? '')))
  const usedVolumes = new Set([
    ...containers.flatMap(({ Mounts }) => (Mounts ?? []).map(({ Name }) => Name ?? '')),
    ...sizes.usedVolumes,
  ])
  const freeImages = images.map(toImage).filter(({ id }) => !usedImages.has(bareId(id)))
  const [dangling, named] = parted(freeImages, isDangling)
  const freeVolumes = volumes.map(toVolume).filter(({ name }) => !usedVolumes.has(name))
  const [nameless, ofPeople] = parted(freeVolumes, ({ anonymous }) => anonymous)
  const fromImage = (image: ImageSummary) => toUnusedImage(image, sizes.images)
  const fromVolume = (volume: VolumeSummary) => toUnusedVolume(volume, sizes.volumes)
  return {
    'stopped-containers': containers
      .filter(isStopped)
      .map((raw) => toStopped(raw, sizes.containers.get(raw.Id))),
    'dangling-images': dangling.map(fromImage),
    'unused-images': named.map(fromImage),
    'build-cache': (usage.BuildCache ?? [])
      .map(toCacheEntry)
      .filter(({ inUse }) => !inUse)
      .map(toUnusedCache),
    'unused-networks': findUnusedNetworks(inventory),
    'anonymous-volumes': nameless.map(fromVolume),
    'named-volumes': ofPeople.map(fromVolume),
  }
}

function isStopped({ State, Names }: RawContainer): boolean {
  return !ALIVE.has(State ?? '') && parseParkedName(nameOf(Names)) === undefined
}

function toStopped(raw: RawContainer, bytes: number | undefined): UnusedObject {
  return {
    kind: 'container',
    id: raw.Id,
    name: nameOf(raw.Names) || shortId(raw.Id),
    why: raw.Status || raw.State || 'does not run',
    // An engine leaves out what is nothing.
    ...sized(bytes ?? 0),
    ...timed((raw.Created ?? 0) * MS_PER_S),
  }
}

function isDangling({ tags, digests }: ImageSummary): boolean {
  return tags.length === 0 && digests.length === 0
}

function toUnusedImage(image: ImageSummary, sizes: ReadonlyMap<string, number>): UnusedObject {
  const { id, createdAt } = image
  const [name, ...others] = image.tags.length > 0 ? image.tags : image.digests
  const also = others.length > 0 ? `; also ${others.join(', ')}` : ''
  return {
    kind: 'image',
    id,
    name: name ?? `<none> ${shortId(id)}`,
    names: image.tags,
    why: name === undefined ? 'no name, and no container uses it' : `no container uses it${also}`,
    ...sized(sizes.get(bareId(id))),
    ...timed(createdAt),
  }
}

function toUnusedVolume(volume: VolumeSummary, sizes: ReadonlyMap<string, number>): UnusedObject {
  const { name, createdAt } = volume
  const why = 'no container mounts it'
  return { kind: 'volume', id: name, name, why, ...sized(sizes.get(name)), ...timed(createdAt) }
}

function parted<Item>(
  items: readonly Item[],
  isFirst: (item: Item) => boolean,
): readonly [readonly Item[], readonly Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))]
}

function toUnusedCache({ id, name, shared, bytes, usedAt }: CacheEntry): UnusedObject {
  return {
    kind: 'build-cache',
    id,
    name,
    why: shared ? 'no build uses it now; an image has its content too' : 'no build uses it now',
    ...sized(shared ? 0 : bytes),
    ...timed(usedAt),
  }
}

function nameOf(names: readonly string[] | null | undefined): string {
  return (names?.[0] ?? '').replace(/^\//, '')
}

function sized(bytes: number | undefined): { readonly bytes?: number } {
  return bytes === undefined || bytes < 0 ? {} : { bytes }
}

function timed(at: number | undefined): { readonly at?: number } {
  return at !== undefined && at > 0 ? { at } : {}
}

/** What goes with each object; -1 is the engine's word for what it does not know. */
function readSizes({ Images, Containers, Volumes }: RawUsage) {
  return {
    images: new Map(
      (Images ?? []).map(({ Id, Size, SharedSize }) => [
        bareId(Id),
        (SharedSize ?? -1) < 0 ? -1 : Math.max(0, (Size ?? 0) - (SharedSize ?? 0)),
      ]),
    ),
    containers: new Map((Containers ?? []).map(({ Id, SizeRw }) => [Id, SizeRw ?? 0])),
    volumes: new Map(
      (Volumes ?? []).map(({ Name, UsageData }) => [Name, UsageData?.Size ?? -1] as const),
    ),
    usedVolumes: (Volumes ?? []).flatMap(({ Name, UsageData }) =>
      (UsageData?.RefCount ?? 0) > 0 ? [Name] : [],
    ),
  }
}
