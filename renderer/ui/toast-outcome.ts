import { cutText } from '#lib/cut-text.ts'
import { plural } from '#lib/plural.ts'
import type { Failure, Outcome } from '#lib/settle-many.ts'
import type { EngineErrorShape } from '#shared/errors.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { ToastOptions } from './toast-store.ts'
import { showOutcome } from './outcome-dialog.tsx'
import { toast } from './toast.tsx'

/** The words of an action: `{ did: 'Stopped', noun: 'container', … }`. */
export interface OutcomeWords<Target> {
  readonly did: string
  readonly noun: string
  nameOf(target: Target): string
  /** The name of a connection, where that must be said. */
  engineOf(connection: string): string | undefined
}

/** What was acted on, on which connection. */
interface Placed {
  readonly connection: string
}

/** Says in one toast what was done, and what was not and why. */
export function toastOutcome<Target extends Placed>(
  outcome: Outcome<Target>,
  words: OutcomeWords<Target>,
  undo?: () => void,
): void {
  const options = describeOutcome(outcome, words)
  if (!options) return
  const nameOf = (target: Target) => `${words.nameOf(target)}${place(target, words)}`
  const action = undo && outcome.done.length > 0 ? { label: 'Undo', run: undo } : undefined
  toast({
    ...options,
    ...(action && { action }),
    ...(isSummary(outcome) && {
      onDetails: () => void showOutcome({ title: options.text, outcome, nameOf }),
    }),
  })
}

/** Of several objects some were refused: a toast has room for the first reasons only. */
function isSummary<Target>({ done, failed }: Outcome<Target>): boolean {
  return failed.length > 0 && done.length + failed.length > 1
}

/** More lines would make a toast a page. */
const MAX_REASONS = 4

/** The words of that toast; none when nothing was tried. */
export function describeOutcome<Target extends Placed>(
  { done, failed }: Outcome<Target>,
  words: OutcomeWords<Target>,
): Pick<ToastOptions, 'kind' | 'text' | 'detail'> | undefined {
  const { did, noun, nameOf } = words
  const total = done.length + failed.length
  const [first] = done
  const [refused] = failed
  if (total === 1 && refused) return describeFailure(refused, words)
  if (refused) {
    const text = `${did} ${done.length} of ${plural(total, noun)}`
    const nameWithPlace = (target: Target) =>
      `${visibleText(nameOf(target))}${place(target, words)}`
    const detail = reasonWords(failed, { count: failed.length, nameOf: nameWithPlace })
    return { kind: 'error', text, detail }
  }
  if (first === undefined) return undefined
  const what =
    total === 1
      ? `${noun} "${visibleText(nameOf(first))}"${place(first, words)}`
      : plural(total, noun)
  return { kind: 'success', text: `${did} ${what}` }
}

function describeFailure<Target extends Placed>(
  { target, error }: Failure<Target>,
  { engineOf }: OutcomeWords<Target>,
) {
  const said = error.engineMessage === error.message ? undefined : error.engineMessage
  const engine = engineOf(target.connection)
  const where = engine === undefined ? undefined : `On ${visibleText(engine)}`
  const detail = [where, said, error.hint].filter(Boolean).join('\n')
  return { kind: 'error' as const, text: error.message, ...(detail && { detail }) }
}

interface Refused<Target> {
  readonly target: Target
  readonly error: EngineErrorShape
}

interface ReasonWords<Target> {
  /** Of all that were refused: the reasons of some may not be kept. */
  readonly count: number
  nameOf(target: Target): string
}

/** Why the first of these were refused, each on a line, and how many more there are. */
export function reasonWords<Target>(
  failed: readonly Refused<Target>[],
  { count, nameOf }: ReasonWords<Target>,
): string {
  const lines = failed
    .slice(0, MAX_REASONS)
    .map(({ target, error }) => `${nameOf(target)}: ${briefly(error)}`)
  const rest = count - lines.length
  return [...lines, ...(rest > 0 ? [`and ${rest.toLocaleString('en')} more`] : [])].join('\n')
}

/** Of a longer reason the beginning; all of it is behind "Details". */
const MAX_REASON_CHARS = 200

function briefly({ engineMessage, message }: EngineErrorShape): string {
  const reason = engineMessage ?? message
  const brief = cutText(reason, MAX_REASON_CHARS)
  return brief.length < reason.length ? `${brief}…` : brief
}

/** ` on colima`, where that must be said. */
function place<Target extends Placed>(
  { connection }: Target,
  { engineOf }: OutcomeWords<Target>,
): string {
  const engine = engineOf(connection)
  return engine === undefined ? '' : ` on ${visibleText(engine)}`
}
