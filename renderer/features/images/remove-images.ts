import { agree, connectionState, engineElsewhere } from '#features/connections'
import { plural } from '#lib/plural.ts'
import { beginTask } from '#ui/task-store.ts'
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
import { removeInTurn } from './remove-in-turn.ts'

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

/** One after the other: engines lose their way when what belongs together goes at once. */
async function removeAll(rows: Images, consent: Consent): Promise<void> {
  const stop = new AbortController()
  const task = rows.length > 1 ? beginRemoval(rows, () => stop.abort()) : undefined
  const outcome = await removeInTurn(rows, {
    remove: (row) =>
      engine.images.remove(
        {
          connection: row.connection,
          id: row.reference,
          force: needsForce(row, rows),
          // While others go, somebody may give the name to another image.
          imageId: row.image.id,
        },
        consent,
      ),
    onSettled: (row) => task?.settled(row),
    signal: stop.signal,
  })
  task?.end()
  toastOutcome(outcome, {
    did: 'Removed',
    noun: 'image',
    nameOf: ({ name }) => name,
    engineOf: engineElsewhere,
  })
  for (const connection of new Set(rows.map((row) => row.connection))) {
    await queryClient.invalidateQueries({ queryKey: imagesKey(connection) })
  }
}

/** Bytes are all that is known of how long it takes. */
function beginRemoval(rows: Images, cancel: () => void) {
  const total = rows.reduce((sum, { image }) => sum + image.sizeBytes, 0)
  const task = beginTask({ name: `Remove ${plural(rows.length, 'image')}`, total, cancel })
  const settled = new Set<ImageRow>()
  return {
    settled(row: ImageRow) {
      settled.add(row)
      task.progress([...settled].reduce((sum, { image }) => sum + image.sizeBytes, 0))
    },
    end: task.end,
  }
}
