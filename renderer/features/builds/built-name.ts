import type { Build, BuildState } from '#shared/contract/builds.ts'
import { familiarReference } from '#shared/image-reference/image-reference.ts'
import { readReference } from '#shared/image-reference/read-reference.ts'

interface Built {
  readonly settings: Pick<Build['settings'], 'tags'>
  readonly state?: BuildState
}

/** What engines list the image of a build by: its first name with a tag, else its id. */
export function builtName({ settings: { tags }, state }: Built): string {
  const [first] = tags
  if (first === undefined) return state?.kind === 'done' ? state.imageId : ''
  const { reference } = readReference(first)
  if (!reference) return first
  return familiarReference({ ...reference, tag: reference.tag ?? 'latest' })
}
