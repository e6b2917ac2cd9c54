import { bareId, shortId } from '#shared/object-id.ts'
import type { ContainerSummary, NamedContainer } from '#shared/contract/containers.ts'
import type { ImageSummary } from '#shared/contract/images.ts'
import { isSameRepository } from '#shared/image-reference/image-reference.ts'
import { readReference } from '#shared/image-reference/read-reference.ts'

/** A container that was made from an image. */
export interface ImageUser extends NamedContainer {
  /** It runs, or is paused: it has processes. */
  readonly isAlive: boolean
}

/** One name of an image, or the image itself where it has none. */
export interface ImageRow {
  /** The name, or the image's id: what the engine is asked with. */
  readonly reference: string
  /** `redis:7`, or `<none> 86b7db266f4c`. */
  readonly name: string
  /** `redis`; that of its digest, where it has no name any more. */
  readonly repository?: string
  /** Under which its registry has it, or would: `sha256:…`. */
  readonly digest?: string
  readonly connection: string
  readonly image: ImageSummary
  /** What other images have of it, in bytes, where that is known. */
  readonly sharedBytes?: number
  readonly usedBy: readonly ImageUser[]
}

/** What is known of images besides their list. */
interface AboutImages {
  readonly containers: readonly ContainerSummary[]
  /** By the id of the image. */
  readonly sharedBytes?: ReadonlyMap<string, number>
}

/** One row a name; an image without a name has a row of its own. */
export function imageRows(
  connection: string,
  images: readonly ImageSummary[],
  { containers, sharedBytes }: AboutImages,
): readonly ImageRow[] {
  const users = usersByImage(containers)
  return images.flatMap((image) => {
    const bytes = sharedBytes?.get(image.id)
    const usedBy = users.get(bareId(image.id)) ?? NOBODY
    return namesOf({
      connection,
      image,
      usedBy,
      ...(bytes !== undefined && { sharedBytes: bytes }),
    })
  })
}

/** The rows of the whole image that a row is of. */
export function namesOf(
  row: Pick<ImageRow, 'connection' | 'image' | 'usedBy' | 'sharedBytes'>,
): readonly ImageRow[] {
  const { connection, image, usedBy, sharedBytes } = row
  const shared = { connection, image, usedBy, ...(sharedBytes !== undefined && { sharedBytes }) }
  if (image.tags.length > 0) {
    return image.tags.map((tag) => ({
      ...shared,
      ...repositoryOf(tag),
      ...digestOf(image.digests, tag),
      reference: tag,
      name: tag,
    }))
  }
  const [digest = ''] = image.digests
  const name = `<none> ${shortId(image.id)}`
  return [
    { ...shared, ...repositoryOf(digest), ...digestOf(image.digests), reference: image.id, name },
  ]
}

/** How many rows these images make. */
export function countImageRows(images: readonly Pick<ImageSummary, 'tags'>[]): number {
  return images.reduce((count, { tags }) => count + Math.max(1, tags.length), 0)
}

/** What goes with an image when it does, in bytes, where that is known. */
export function uniqueBytes({ image, sharedBytes }: ImageRow): number | undefined {
  return sharedBytes === undefined ? undefined : Math.max(0, image.sizeBytes - sharedBytes)
}

/** Whether it has no name: `docker image prune` takes it. */
export function isDangling({ image }: ImageRow): boolean {
  return image.tags.length === 0
}

const NOBODY: readonly ImageUser[] = []

function repositoryOf(written: string): Pick<ImageRow, 'repository'> {
  const { reference } = readReference(written)
  return reference ? { repository: reference.name } : {}
}

/** Of an image with several names, the digest is of this one's repository. */
function digestOf(digests: readonly string[], name?: string): Pick<ImageRow, 'digest'> {
  const named = name === undefined ? undefined : readReference(name).reference
  const known = digests.flatMap((entry) => readReference(entry).reference ?? [])
  const ours = named ? known.filter((one) => isSameRepository(one, named)) : known
  const [{ digest } = {}] = ours
  return digest === undefined ? {} : { digest }
}

function usersByImage(containers: readonly ContainerSummary[]) {
  const users = new Map<string, ImageUser[]>()
  for (const { imageId, id, name, state } of containers) {
    const user = { id, name, isAlive: ALIVE.has(state.kind) }
    const image = bareId(imageId)
    const known = users.get(image)
    if (known) known.push(user)
    else users.set(image, [user])
  }
  return users
}

const ALIVE: ReadonlySet<ContainerSummary['state']['kind']> = new Set([
  'running',
  'paused',
  'restarting',
])
