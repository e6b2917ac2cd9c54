import { formatSize } from '#lib/format-bytes.ts'
import { plural } from '#lib/plural.ts'
import type { Outcome } from '#lib/settle-many.ts'
import type { CleanUpStep, DiskReport, UnusedObject } from '#shared/contract/disk.ts'
import { asEngineError, EngineError } from '#shared/errors.ts'
import { confirm } from '#ui/confirm.tsx'
import { showOutcome } from '#ui/outcome-dialog.tsx'
import { beginTask } from '#ui/task-store.ts'
import { toastFailure } from '#ui/toast-failure.ts'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { untilDone } from '../../ipc/until-done.ts'
import { queryClient } from '../../query-client.ts'
import { keyOf, sumOf } from './choice.ts'
import { cleanUpQuestion } from './clean-up-question.ts'
import { diskQuery } from './queries.ts'
import { totalOf, VM_KEEPS } from './words.ts'

/** Removes these objects, if the person says yes to them; what became of it is told in a toast. */
export async function cleanUp(
  connection: string,
  objects: readonly UnusedObject[],
  before: DiskReport,
): Promise<void> {
  const yes = await confirm(cleanUpQuestion(objects))
  if (!yes) return
  const stop = new AbortController()
  const task = beginTask({
    name: `Clean up ${plural(objects.length, 'object')}`,
    total: sumOf(objects).bytes,
    cancel: () => stop.abort(),
  })
  const bytesOf = new Map(objects.map((object) => [keyOf(object), object.bytes ?? 0]))
  let settledBytes = 0
  const targets = objects.map(({ kind, id }) => ({ kind, id }))
  try {
    const done = await untilDone<CleanUpStep>(
      (listener) => engine.disk.cleanUp({ connection, targets }, yes, listener),
      {
        onValue(step) {
          if (step.kind !== 'settled') return
          settledBytes += bytesOf.get(keyOf(step.target)) ?? 0
          task.progress(settledBytes)
        },
        signal: stop.signal,
        cutShort: {
          message: 'The clean-up did not come to its end',
          hint: 'Measure again to see what is left.',
        },
      },
    )
    const after = await measure(connection)
    tell(toOutcome(objects, done), before, after)
  } catch (cause) {
    await measure(connection)
    tellOfEnd(cause)
  } finally {
    task.end()
  }
}

function measure(connection: string): Promise<DiskReport | undefined> {
  return queryClient.fetchQuery({ ...diskQuery(connection), staleTime: 0 }).catch(() => undefined)
}

type Done = Extract<CleanUpStep, { kind: 'done' }>

function toOutcome(objects: readonly UnusedObject[], { kept }: Done): Outcome<UnusedObject> {
  const errors = new Map(kept.map(({ target, error }) => [keyOf(target), error]))
  return {
    done: objects.filter((object) => !errors.has(keyOf(object))),
    failed: objects.flatMap((target) => {
      const error = errors.get(keyOf(target))
      return error ? [{ target, error: new EngineError(error) }] : []
    }),
  }
}

function tell(
  outcome: Outcome<UnusedObject>,
  before: DiskReport,
  after: DiskReport | undefined,
): void {
  const { done, failed } = outcome
  const all = done.length + failed.length
  const counted =
    failed.length > 0 ? `${done.length} of ${plural(all, 'object')}` : plural(all, 'object')
  const freed = after && Math.max(0, totalOf(before) - totalOf(after))
  const text =
    freed === undefined ? `Removed ${counted}` : `Removed ${counted}, ${formatSize(freed)} freed`
  toast({
    kind: failed.length > 0 ? 'error' : 'success',
    text,
    ...(before.mayBeInVm && done.length > 0 && { detail: VM_KEEPS }),
    ...(failed.length > 0 && {
      onDetails: () => void showOutcome({ title: text, outcome, nameOf: ({ name }) => name }),
    }),
  })
}

function tellOfEnd(cause: unknown): void {
  if (asEngineError(cause).code !== 'cancelled') return toastFailure(cause)
  toast({ kind: 'info', text: 'Stopped cleaning up', detail: 'What was not removed yet stays.' })
}
