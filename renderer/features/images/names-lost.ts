import { bareId } from '#shared/object-id.ts'
import type { ImageSummary } from '#shared/contract/images.ts'
import { fullName, versionOf } from '#shared/image-reference/image-reference.ts'
import { readReference } from '#shared/image-reference/read-reference.ts'
import type { ImageRow } from './image-rows.ts'

/** A name that another image has on an engine, which takes it from that one when a copy comes. */
export interface LostName {
  readonly name: string
  /** Of the image that has it now. */
  readonly id: string
  /** What that image is called besides. */
  readonly others: readonly string[]
}

type Copied = Pick<ImageRow, 'reference' | 'image'>

/** The names of these images that other ones have on the engine that they are copied to. */
export function namesLost(
  images: readonly Copied[],
  there: readonly ImageSummary[],
): readonly LostName[] {
  const moved = new Set(images.map(({ reference }) => wholeName(reference)))
  return images.flatMap(({ reference, image }) => {
    const name = wholeName(reference)
    const has = there.find(({ tags }) => tags.some((tag) => wholeName(tag) === name))
    if (!has || isSameImage(has, image)) return []
    const others = has.tags.filter((tag) => !moved.has(wholeName(tag)))
    return [{ name: reference, id: has.id, others }]
  })
}

/** Engines write one name in several ways: `redis:7`, `docker.io/library/redis:7`. */
function wholeName(written: string): string {
  const { reference } = readReference(written)
  return reference ? `${fullName(reference)}:${versionOf(reference)}` : written
}

/** Stores give one image ids of different kinds; what a registry had is then known by its digest. */
function isSameImage(a: ImageSummary, b: ImageSummary): boolean {
  const digests = new Set(a.digests.map(digestOf))
  return bareId(a.id) === bareId(b.id) || b.digests.some((name) => digests.has(digestOf(name)))
}

function digestOf(name: string): string {
  return name.slice(name.indexOf('@') + 1)
}
