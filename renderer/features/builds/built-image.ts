import type { Build } from '#shared/contract/builds.ts'
import type { ImageSummary } from '#shared/contract/images.ts'
import { bareId } from '#shared/object-id.ts'
import { familiarReference } from '#shared/image-reference/image-reference.ts'
import { readReference } from '#shared/image-reference/read-reference.ts'

/** The image that a build has made, as its engine lists it by now. */
export interface BuiltImage {
  readonly image: ImageSummary
  /** The names that the build gave it and that still lead to it, as the engine lists them. */
  readonly names: readonly string[]
  /** Those that lead elsewhere by now, or nowhere. */
  readonly lost: readonly string[]
}

/** Finds the image of a build among all of its engine, by its id: names move on. */
export function builtImage(
  { settings: { tags }, state, builder }: Pick<Build, 'settings' | 'state' | 'builder'>,
  images: readonly ImageSummary[],
): BuiltImage | undefined {
  if (state.kind !== 'done') return undefined
  const image = images.find(({ id }) => bareId(id) === bareId(state.imageId))
  if (!image) return undefined
  const isName = builder === 'buildah' ? isPodmansName : isSameName
  const found = tags.map((tag) => ({ tag, name: image.tags.find((name) => isName(name, tag)) }))
  return {
    image,
    names: found.flatMap(({ name }) => name ?? []),
    lost: found.filter(({ name }) => name === undefined).map(({ tag }) => tag),
  }
}

/** Podman lists what it has built without a host under this one. */
const NO_HOST = 'localhost/'

function isPodmansName(listed: string, tag: string): boolean {
  return isSameName(listed, tag) || listed === `${NO_HOST}${familiar(tag)}`
}

function isSameName(listed: string, tag: string): boolean {
  return familiar(listed) === familiar(tag)
}

/** With the tag that engines put where none is. */
function familiar(written: string): string {
  const { reference } = readReference(written)
  if (!reference) return written
  return familiarReference({ ...reference, tag: reference.tag ?? 'latest' })
}
