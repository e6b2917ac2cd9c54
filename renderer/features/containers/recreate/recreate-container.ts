import type { QueryClient } from '@tanstack/react-query'
import { engineElsewhere } from '#features/connections'
import type { Yes } from '#lib/consent.ts'
import { asEngineError } from '#shared/errors.ts'
import type { RunSpec } from '#shared/run-spec/run-spec.ts'
import { visibleText } from '#shared/visible-text.ts'
import { toast } from '#ui/toast.tsx'
import { restoreAction } from '../container-actions.ts'
import { containerList } from '../container-list.ts'
import { namedInFull } from '../on-engine.ts'
import { takeBack } from '../perform.ts'
import type { ShownContainer } from '../shown-container.ts'
import { withProgress } from './progress-dialog.tsx'
import { recreateWords } from '../progress-words.ts'
import { recreateIt, type Recreated } from './recreate-it.ts'

/** Has it made anew, and says how that went. */
export async function recreateContainer(
  client: QueryClient,
  container: ShownContainer,
  spec: RunSpec,
  yes: Yes,
): Promise<void> {
  const { connection, id } = container
  const named = namedInFull(container, engineElsewhere)
  try {
    const made = await withProgress({
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
    await sayRecreated(client, container, made)
  } catch (cause) {
    tell(cause, `The old ${named} is being put back as it was`)
  }
}

/** Says that it was made anew; Undo puts the old one back. */
export async function sayRecreated(
  client: QueryClient,
  container: ShownContainer,
  { id, warnings, keptUntil }: Recreated,
): Promise<void> {
  await containerList(client, container.connection).refresh([container.id, id])
  const undo = () => void takeBack(restoreAction, [container])
  toast({
    kind: 'success',
    text: `Recreated ${namedInFull(container, engineElsewhere)}`,
    ...(warnings.length > 0 && { detail: visibleText(warnings.join('\n')) }),
    ...(keptUntil !== undefined && { action: { label: 'Undo', run: undo } }),
  })
}

/** Says why something did not come about; what a person took back needs no reason. */
export function tell(cause: unknown, whenTakenBack?: string): void {
  const { code, message, engineMessage, hint } = asEngineError(cause)
  if (code === 'cancelled') {
    if (whenTakenBack !== undefined) toast({ kind: 'info', text: whenTakenBack })
    return
  }
  const detail = [engineMessage, hint].filter(Boolean).join('\n')
  toast({ kind: 'error', text: message, ...(detail && { detail }) })
}
