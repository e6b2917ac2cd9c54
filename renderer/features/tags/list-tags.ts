import { naturalCompare } from '#lib/natural-compare.ts'
import { familiarName } from '#shared/image-reference/image-reference.ts'
import { readReference } from '#shared/image-reference/read-reference.ts'
import type { MoreItems } from '#ui/completing-input.tsx'
import { engine } from '../../ipc/client.ts'

/** A thousand tags: of more, nobody finds theirs in a list. */
const MAX_PAGES = 10

/** Asks the registry of a name for its tags, for a field with the name of an image. */
export function tagsOf(connection: string): MoreItems {
  return {
    label: 'List tags',
    async read(written, signal) {
      // What is half typed after the name is no tag yet.
      const { reference, problem } = readReference(written.trim().replace(/[:@][^/]*$/, ''))
      if (!reference) throw new Error(problem)
      const name = familiarName(reference)
      const place = { connection, host: reference.domain, repository: reference.path }
      const tags = await readTags(place, signal)
      if (tags.length === 0) throw new Error(`The registry has no tags of "${name}"`)
      return tags.toSorted(naturalCompare).map((tag) => `${name}:${tag}`)
    },
  }
}

interface Place {
  readonly connection: string
  readonly host: string
  readonly repository: string
}

async function readTags(place: Place, signal: AbortSignal): Promise<readonly string[]> {
  const tags: string[] = []
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const after = tags.at(-1)
    // oxlint-disable-next-line no-await-in-loop -- a page is asked for by the last name before it
    const { names, hasMore } = await engine.registries.tags(
      { ...place, ...(after !== undefined && { after }) },
      { signal },
    )
    tags.push(...names)
    if (!hasMore || names.length === 0) break
  }
  return tags
}
