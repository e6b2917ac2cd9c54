import type { ContainerSummary } from '#shared/contract/containers.ts'
import type { ImageSummary } from '#shared/contract/images.ts'

/** One name of an image, or the image itself where it has none. */
export interface ImageRow {
  /** The name, or the image's id: what the engine is asked with. */
  readonly reference: string
  /** `redis:7`, or `<none> 86b7db266f4c`. */
  readonly name: string
  readonly connection: string
  readonly image: ImageSummary
  /** Names of the containers that were made from the image. */
  readonly usedBy: readonly string[]
}

/** One row a name; an image without a name has a row of its own. */
export function imageRows(
  connection: string,
  images: readonly ImageSummary[],
  containers: readonly ContainerSummary[],
): readonly ImageRow[] {
  const users = usersByImage(containers)
  return images.flatMap((image) => {
    const shared = { connection, image, usedBy: users.get(image.id) ?? NOBODY }
    if (image.tags.length > 0) {
      return image.tags.map((tag) => ({ ...shared, reference: tag, name: tag }))
    }
    return [{ ...shared, reference: image.id, name: `<none> ${shortDigest(image.id)}` }]
  })
}

/** How many rows these images make. */
export function countImageRows(images: readonly Pick<ImageSummary, 'tags'>[]): number {
  return images.reduce((count, { tags }) => count + Math.max(1, tags.length), 0)
}

/** Twelve digits, as the docker CLI writes ids. */
export function shortDigest(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12)
}

const NOBODY: readonly string[] = []

function usersByImage(containers: readonly ContainerSummary[]) {
  const users = new Map<string, readonly string[]>()
  for (const { imageId, name } of containers) {
    users.set(imageId, [...(users.get(imageId) ?? NOBODY), name])
  }
  return users
}
