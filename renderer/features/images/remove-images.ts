import { agree, connectionState, engineElsewhere } from '#features/connections'
import { onTaskEnd } from '#features/tasks'
import { settleMany } from '#lib/settle-many.ts'
import type { ImageTarget } from '#shared/contract/images.ts'
import { EngineError } from '#shared/errors.ts'
import { toastFailure } from '#ui/toast-failure.ts'
import { toastOutcome } from '#ui/toast-outcome.ts'
import { engine } from '../../ipc/client.ts'
import { queryClient } from '../../query-client.ts'
import { isRemovalSilenced, silenceRemoval } from '../../shell/silenced-removal.ts'
import {
  imageRemovalQuestion,
  imageRemovalTier,
  needsForce,
  wholeRemovalQuestion,
} from './image-removal.ts'
import { namesOf, type ImageRow } from './image-rows.ts'
import { imagesKey } from './queries.ts'

type Images = readonly ImageRow[]
type Consent = NonNullable<Awaited<ReturnType<typeof agree>>>

/** Asks as surely as it must, then removes the names, and the images of which none is left. */
export async function removeNames(rows: Images): Promise<void> {
  const silenced = imageRemovalTier(rows) === 1 && (await isRemovalSilenced('image-tag'))
  const consent = await agree(rows, {
    always: !silenced,
    question: () => ({
      ...imageRemovalQuestion(rows, takesContainers),
      dontAskAgain: {
        label: "Don't ask for single unused images",
        onChosen: () => void silenceRemoval('image-tag'),
      },
    }),
  })
  if (consent) await removeAll(rows, consent)
}

/** The same for the images that these are names of, with all their names. */
export async function removeWhole(rows: Images): Promise<void> {
  const images = new Map(rows.map((row) => [`${row.connection} ${row.image.id}`, row]))
  const all = [...images.values()].flatMap(namesOf)
  const question = () => wholeRemovalQuestion(all, takesContainers)
  const consent = await agree(all, { always: true, question })
  if (consent) await removeAll(all, consent)
}

/** Podman does: no container of its outlives its image. */
function takesContainers(connection: string): boolean {
  const state = connectionState(connection)
  return state.kind === 'connected' && state.engine.isPodman
}

/** One name is removed at once; of many, each engine has a task of its own. */
async function removeAll(rows: Images, consent: Consent): Promise<void> {
  const [only] = rows
  if (rows.length === 1 && only) return removeOne(only, consent)
  for (const connection of new Set(rows.map((row) => row.connection))) {
    const targets = rows
      .filter((row) => row.connection === connection)
      .map((row) => targetOf(row, rows))
    await engine.images.beginRemoval({ connection, targets }, consent).catch(toastFailure)
  }
}

async function removeOne(row: ImageRow, consent: Consent): Promise<void> {
  const { connection } = row
  const { reference: id, ...wish } = targetOf(row, [row])
  const outcome = await settleMany([row], async () => {
    const { stays } = await engine.images.remove({ connection, id, ...wish }, consent)
    if (stays) throw new EngineError(stays)
  })
  toastOutcome(outcome, {
    did: 'Removed',
    noun: 'image',
    nameOf: ({ name }) => name,
    engineOf: engineElsewhere,
  })
  await queryClient.invalidateQueries({ queryKey: imagesKey(connection) })
}

/** Whichever way a removal ends, what is left is listed anew. */
export function followRemovals(): void {
  onTaskEnd(({ kind, connection }) => {
    if (kind !== 'remove') return
    void queryClient.invalidateQueries({ queryKey: imagesKey(connection) })
  })
}

/** While others go, somebody may give the name to another image: it says which one is meant. */
function targetOf(row: ImageRow, rows: Images): ImageTarget {
  const force = needsForce(row, rows)
  const users = force ? { users: row.usedBy.map(({ id }) => id) } : {}
  return { reference: row.reference, imageId: row.image.id, force, ...users }
}
