import type { QueryClient } from '@tanstack/react-query'
import { agree, engineElsewhere } from '#features/connections'
import type { Consent } from '#lib/consent.ts'
import { asEngineError, EngineError } from '#shared/errors.ts'
import type { PullStep } from '#shared/contract/running.ts'
import { visibleText } from '#shared/visible-text.ts'
import { confirm } from '#ui/confirm.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../../ipc/client.ts'
import { restoreAction } from '../container-actions.ts'
import { containerList } from '../container-list.ts'
import { namedInFull } from '../on-engine.ts'
import { takeBack } from '../perform.ts'
import type { ShownContainer } from '../shown-container.ts'
import { imageChanges } from './image-changes.ts'
import { withProgress } from './progress-dialog.tsx'
import { pullWords, recreateWords, type ProgressWords } from './progress-words.ts'
import { recreateIt } from './recreate-it.ts'
import { imageChange, recreateQuestion } from './recreate-question.ts'

/** Pulls the image of a container, and makes it anew where there is a newer one. */
export async function updateImage(client: QueryClient, container: ShownContainer): Promise<void> {
  const { connection, id, image } = container
  const named = namedInFull(container, engineElsewhere)
  const consent = await agree([container], {
    always: false,
    question: () => ({
      tier: 1,
      question: `Pull "${visibleText(image)}" for ${named}?`,
      objects: [],
      verb: 'Pull',
      consequence: 'What would change is shown before the container is made anew.',
    }),
  })
  if (!consent) return
  try {
    const newest = await withProgress({
      title: `Pull newer image for ${named}`,
      begin: `Pulling ${visibleText(image)}…`,
      cancel: 'Cancel',
      run: (onProgress, signal) => pullIt({ connection, image }, consent, onProgress, signal),
    })
    if (newest === container.imageId) {
      toast({
        kind: 'info',
        text: `${upperFirst(named)} is of the newest "${visibleText(image)}" already`,
      })
      return
    }
    const { spec, notCarried } = await engine.containers.spec({ connection, id })
    const yes = await confirm(
      recreateQuestion(
        {
          container,
          changes: [
            imageChange(image, container.imageId, newest),
            ...(await changesBetween(connection, container.imageId, newest)),
          ],
          remarks: notCarried.map(
            (one) => `Not carried over: ${visibleText(one.name)}, as ${one.why}.`,
          ),
        },
        engineElsewhere,
      ),
    )
    if (!yes) return
    const done = await withProgress({
      title: `Recreate ${named}`,
      begin: 'Creating the new container…',
      cancel: 'Put back',
      run: (onProgress, signal) =>
        recreateIt(
          { connection, id, spec },
          yes,
          (progress) => onProgress(recreateWords(progress)),
          signal,
        ),
    })
    await containerList(client, connection).refresh([id, done.id])
    const undo = () => void takeBack(restoreAction, [container])
    toast({
      kind: 'success',
      text: `Recreated ${named} with the newer "${visibleText(image)}"`,
      ...(done.warnings.length > 0 && { detail: visibleText(done.warnings.join('\n')) }),
      ...(done.keptUntil !== undefined && { action: { label: 'Undo', run: undo } }),
    })
  } catch (cause) {
    tell(asEngineError(cause))
  }
}

/** An image that is gone has nothing to be compared with. */
async function changesBetween(connection: string, before: string, after: string) {
  try {
    const [old, next] = await Promise.all(
      [before, after].map((id) => engine.images.inspect({ connection, id })),
    )
    return imageChanges(old ?? '{}', next ?? '{}')
  } catch {
    return []
  }
}

interface Pull {
  readonly connection: string
  readonly image: string
}

/** Has an image pulled; answers with its id. */
function pullIt(
  pull: Pull,
  consent: Consent,
  onProgress: (words: ProgressWords) => void,
  signal: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    let last: PullStep | undefined
    const leave = engine.images.pull(pull, consent, {
      onValue(step) {
        last = step
        if (step.kind === 'pulling') onProgress(pullWords(step))
      },
      onEnd(error) {
        if (last?.kind === 'done') resolve(last.id)
        else
          reject(
            error ?? new EngineError({ code: 'bad-answer', message: 'The pull was cut short' }),
          )
      },
    })
    signal.addEventListener('abort', () => {
      leave()
      reject(new EngineError({ code: 'cancelled', message: 'Cancelled' }))
    })
  })
}

function tell(error: EngineError): void {
  if (error.code === 'cancelled') return
  const detail = [error.engineMessage, error.hint].filter(Boolean).join('\n')
  toast({ kind: 'error', text: error.message, ...(detail && { detail }) })
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
