import { plural } from '#lib/plural.ts'
import type { Failure, Outcome } from '#lib/settle-many.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { ToastOptions } from './toast-store.ts'
import { toast } from './toast.tsx'

/** The words of an action: `{ did: 'Stopped', noun: 'container' }`. */
export interface OutcomeWords {
  readonly did: string
  readonly noun: string
}

/** Says in one toast what was done, and what was not and why. */
export function toastOutcome<Target>(
  outcome: Outcome<Target>,
  words: OutcomeWords,
  nameOf: (target: Target) => string,
  undo?: () => void,
): void {
  const options = describeOutcome(outcome, words, nameOf)
  if (!options) return
  const action = undo && outcome.done.length > 0 ? { label: 'Undo', run: undo } : undefined
  toast({ ...options, ...(action && { action }) })
}

/** More lines would make a toast a page. */
const MAX_REASONS = 4

/** The words of that toast; none when nothing was tried. */
export function describeOutcome<Target>(
  { done, failed }: Outcome<Target>,
  { did, noun }: OutcomeWords,
  nameOf: (target: Target) => string,
): Pick<ToastOptions, 'kind' | 'text' | 'detail'> | undefined {
  const total = done.length + failed.length
  const [first] = done
  const [refused] = failed
  if (total === 1 && refused) return describeFailure(refused)
  if (refused) {
    const text = `${did} ${done.length} of ${plural(total, noun)}`
    return { kind: 'error', text, detail: reasons(failed, nameOf) }
  }
  if (first === undefined) return undefined
  const what = total === 1 ? `${noun} "${visibleText(nameOf(first))}"` : plural(total, noun)
  return { kind: 'success', text: `${did} ${what}` }
}

function describeFailure({ error }: Failure<unknown>) {
  const said = error.engineMessage === error.message ? undefined : error.engineMessage
  const detail = [said, error.hint].filter(Boolean).join('\n')
  return { kind: 'error' as const, text: error.message, ...(detail && { detail }) }
}

function reasons<Target>(failed: readonly Failure<Target>[], nameOf: (target: Target) => string) {
  const lines = failed
    .slice(0, MAX_REASONS)
    .map(
      ({ target, error }) =>
        `${visibleText(nameOf(target))}: ${error.engineMessage ?? error.message}`,
    )
  const rest = failed.length - lines.length
  return [...lines, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n')
}
