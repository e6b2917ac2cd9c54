import type { TagRemoval } from '#shared/contract/registries.ts'
import { EngineError } from '#shared/errors.ts'
import type { RegistryApi } from '../../registries/index.ts'

interface Tag {
  readonly repository: string
  readonly tag: string
}

/** A registry is asked for each tag by itself; it may count the questions. */
const AT_ONCE = 6

/** What would go with a tag, as far as the first page of tags says. */
export async function lookAtRemoval(
  api: RegistryApi,
  { repository, tag }: Tag,
  signal: AbortSignal,
): Promise<TagRemoval> {
  const digest = await api.digestOf(repository, tag, signal)
  if (digest === undefined) throw noTag({ repository, tag })
  const { names, hasMore } = await api.tags(repository, undefined, signal)
  const others: string[] = []
  const waiting = names.filter((name) => name !== tag)
  while (waiting.length > 0) {
    const some = waiting.splice(0, AT_ONCE)
    // oxlint-disable-next-line no-await-in-loop -- a few at once
    const digests = await Promise.all(some.map((name) => api.digestOf(repository, name, signal)))
    others.push(...some.filter((_name, at) => digests[at] === digest))
  }
  return { digest, others, isSure: !hasMore }
}

/** Deletes the tag; where the registry cannot, what it leads to, with all tags of that. */
export async function deleteTag(
  api: RegistryApi,
  { repository, tag, digest }: Tag & { readonly digest: string },
  signal: AbortSignal,
): Promise<{ readonly tookOthers: boolean }> {
  const now = await api.digestOf(repository, tag, signal)
  if (now === undefined) throw noTag({ repository, tag })
  if (now !== digest) {
    throw new EngineError({
      code: 'conflict',
      message: `Cannot delete tag "${repository}:${tag}": somebody has pushed another image to it`,
      hint: 'Look at the list again.',
    })
  }
  const byTag = await api.remove(repository, tag, signal)
  if (byTag && (await api.digestOf(repository, tag, signal)) === undefined) {
    return { tookOthers: false }
  }
  if (await api.remove(repository, digest, signal)) return { tookOthers: true }
  throw new EngineError({
    code: 'refused',
    message: `Cannot delete tag "${repository}:${tag}": the registry does not let tags be deleted`,
    hint: 'Its owner can allow it; some registries only do it on a page of their own.',
  })
}

function noTag({ repository, tag }: Tag): EngineError {
  return new EngineError({
    code: 'not-found',
    message: `There is no tag "${repository}:${tag}" in the registry`,
  })
}
