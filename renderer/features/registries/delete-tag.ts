import { errorText } from '#lib/error-text.ts'
import { plural } from '#lib/plural.ts'
import type { TagRemoval } from '#shared/contract/registries.ts'
import { visibleText } from '#shared/visible-text.ts'
import { confirm, type ConfirmOptions } from '#ui/confirm.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { queryClient } from '../../query-client.ts'
import { browserKey } from './queries.ts'

interface TagPlace {
  readonly connection: string
  readonly host: string
  readonly repository: string
  readonly tag: string
}

/** Asks, with what would go along, and deletes a tag in its registry. */
export async function deleteTag(place: TagPlace): Promise<void> {
  const { connection, host, repository, tag } = place
  try {
    const removal = await engine.registries.removal(place)
    const yes = await confirm(deletionQuestion(place, removal))
    if (!yes) return
    const { tookOthers } = await engine.registries.deleteTag(
      { ...place, digest: removal.digest },
      yes,
    )
    const detail =
      tookOthers && removal.others.length > 0 ? `With it: ${removal.others.join(', ')}` : ''
    const text = `Deleted tag "${visibleText(`${repository}:${tag}`)}"`
    toast({ kind: 'success', text, ...(detail && { detail }) })
  } catch (cause) {
    toast({ kind: 'error', text: errorText(cause) })
  }
  await queryClient.invalidateQueries({ queryKey: browserKey(connection, host, repository) })
}

/** The question before a tag goes, and whatever leads to the same image with it. */
export function deletionQuestion(
  { host, repository, tag }: Omit<TagPlace, 'connection'>,
  { others, isSure }: TagRemoval,
): ConfirmOptions {
  const name = visibleText(`${repository}:${tag}`)
  const along =
    others.length === 0
      ? ''
      : ` Unless the registry can delete a tag alone, ${plural(others.length, 'other tag')} of the same image ${others.length === 1 ? 'goes' : 'go'} with it.`
  const unsure = isSure ? '' : ' It has more tags than were looked at: others may go as well.'
  return {
    tier: 2,
    question: `Delete tag "${name}" in the registry?`,
    objects: [
      { name: `${host}/${repository}:${tag}` },
      ...others.map((one) => ({
        name: `${host}/${repository}:${one}`,
        detail: 'the same image',
      })),
    ],
    verb: 'Delete',
    consequence: `Nobody can pull it any more.${along}${unsure}`,
  }
}
