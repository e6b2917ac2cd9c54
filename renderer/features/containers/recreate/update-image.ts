import type { QueryClient } from '@tanstack/react-query'
import { agree, engineElsewhere } from '#features/connections'
import type { Consent } from '#lib/consent.ts'
import type { PullStep } from '#shared/contract/running.ts'
import type { SpecChange } from '#shared/run-spec/diff-specs.ts'
import { visibleText } from '#shared/visible-text.ts'
import { confirm } from '#ui/confirm.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../../ipc/client.ts'
import { untilDone } from '../../../ipc/until-done.ts'
import { namedInFull } from '../on-engine.ts'
import type { ShownContainer } from '../shown-container.ts'
import { imageChanges } from './image-changes.ts'
import { withProgress } from './progress-dialog.tsx'
import { pullWords, type ProgressWords } from '../progress-words.ts'
import { recreateContainer, tell } from './recreate-container.ts'
import { imageChange, recreateQuestion, sharersWords } from './recreate-question.ts'

/** Pulls the image of a container, and makes it anew where there is a newer one. */
export async function updateImage(client: QueryClient, container: ShownContainer): Promise<void> {
  const newest = await pullNewest(container)
  if (newest === undefined) return
  if (newest === container.imageId) {
    const named = namedInFull(container, engineElsewhere)
    const text = `${upperFirst(named)} is of the newest "${visibleText(container.image)}" already`
    toast({ kind: 'info', text })
    return
  }
  const { connection, id } = container
  const [{ spec, notCarried }, sharers] = await Promise.all([
    engine.containers.spec({ connection, id }),
    engine.containers.sharers({ connection, id }),
  ])
  const recreation = {
    container,
    changes: await changesOf(container, newest),
    remarks: [
      ...sharersWords(sharers),
      ...notCarried.map((one) => `Not carried over: ${visibleText(one.name)}, as ${one.why}.`),
    ],
  }
  const yes = await confirm(recreateQuestion(recreation, engineElsewhere))
  if (yes) await recreateContainer(client, container, spec, yes)
}

/** The id of what the engine has now under that name; nothing where a person took it back. */
async function pullNewest(container: ShownContainer): Promise<string | undefined> {
  const { connection, image } = container
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
  if (!consent) return undefined
  try {
    return await withProgress({
      title: `Pull newer image for ${named}`,
      begin: `Pulling ${visibleText(image)}…`,
      cancel: 'Cancel',
      run: (onProgress, signal) => pullIt({ connection, image }, consent, onProgress, signal),
    })
  } catch (cause) {
    tell(cause)
    return undefined
  }
}

/** An image that is gone has nothing to be compared with. */
async function changesOf(
  { connection, image, imageId }: ShownContainer,
  newest: string,
): Promise<readonly SpecChange[]> {
  const change = imageChange(image, imageId, newest)
  try {
    const [before = '{}', after = '{}'] = await Promise.all(
      [imageId, newest].map((id) => engine.images.inspect({ connection, id })),
    )
    return [change, ...imageChanges(before, after)]
  } catch {
    return [change]
  }
}

interface Pull {
  readonly connection: string
  readonly image: string
}

/** Has an image pulled; answers with its id. */
async function pullIt(
  pull: Pull,
  consent: Consent,
  onProgress: (words: ProgressWords) => void,
  signal: AbortSignal,
): Promise<string> {
  const { id } = await untilDone((listener) => engine.images.pull(pull, consent, listener), {
    signal,
    onValue: (step: PullStep) => step.kind === 'pulling' && onProgress(pullWords(step)),
    cutShort: { message: 'The pull was cut short', hint: 'Pull it again.' },
  })
  return id
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
