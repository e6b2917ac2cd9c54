import type { Failure, Outcome } from '#lib/settle-many.ts'
import type { ImageRemoval } from '#shared/contract/images.ts'
import { asEngineError, EngineError } from '#shared/errors.ts'
import { visibleText } from '#shared/visible-text.ts'
import { takesImage } from './image-removal.ts'
import type { ImageRow } from './image-rows.ts'

type Rows = readonly ImageRow[]

interface RemovalSteps {
  remove(row: ImageRow): Promise<ImageRemoval>
  /** Called as each of them is settled. */
  onSettled(row: ImageRow): void
  readonly signal: AbortSignal
}

/**
 * Removes names and images one after the other, and never rejects. What was made last goes first,
 * for it may be built on the others; what is refused is tried again as long as others went, as it
 * may have waited for one of them.
 */
export async function removeInTurn(rows: Rows, steps: RemovalSteps): Promise<Outcome<ImageRow>> {
  const results = new Map<ImageRow, ImageRemoval>()
  const refused = new Map<ImageRow, EngineError>()
  let waiting: Rows = rows.toSorted((a, b) => b.image.createdAt - a.image.createdAt)
  let went = true
  while (went && waiting.length > 0 && !steps.signal.aborted) {
    went = false
    for (const row of waiting) {
      if (steps.signal.aborted) break
      try {
        results.set(row, await steps.remove(row))
        refused.delete(row)
        went = true
      } catch (cause) {
        const error = asEngineError(cause)
        // It went with another one, or somebody else was quicker.
        if (error.code === 'not-found') {
          results.set(row, GONE)
          refused.delete(row)
        } else refused.set(row, error)
      }
      steps.onSettled(row)
    }
    waiting = waiting.filter((row) => refused.get(row)?.code === 'conflict')
  }
  const failed = [...toFailures(refused), ...stayed(results)]
  const notDone = new Set(failed.map(({ target }) => target))
  return { done: rows.filter((row) => results.has(row) && !notDone.has(row)), failed }
}

/** Nothing is left of it. */
const GONE: ImageRemoval = { untagged: [], deleted: ['all'] }

function toFailures(refused: ReadonlyMap<ImageRow, EngineError>): readonly Failure<ImageRow>[] {
  return [...refused].map(([target, error]) => ({ target, error }))
}

/** Engines take the names of an image that must stay, and say no word of it: their last rows. */
function stayed(results: ReadonlyMap<ImageRow, ImageRemoval>): readonly Failure<ImageRow>[] {
  const rows = [...results.keys()]
  const last = new Map(rows.map((row) => [`${row.connection} ${row.image.id}`, row]))
  return [...last.values()].flatMap((target) => {
    const { connection, image } = target
    const ofImage = rows.filter((row) => row.connection === connection && row.image.id === image.id)
    const isDeleted = ofImage.some((row) => (results.get(row)?.deleted.length ?? 0) > 0)
    return isDeleted || !takesImage(target, ofImage) ? [] : [{ target, error: onlyItsName(target) }]
  })
}

function onlyItsName({ name, usedBy }: ImageRow): EngineError {
  const [user] = usedBy
  const who = user
    ? `container "${visibleText(user.name)}" uses it`
    : 'other images are built on it'
  return new EngineError({
    code: 'conflict',
    message: `Only the name "${visibleText(name)}" is gone, the image itself stays: ${who}`,
    hint: user ? 'Remove the container, and then the image.' : 'Remove those images first.',
  })
}
