import { accessTo, agree, blockedReason } from '#features/connections'
import type { Task } from '#shared/contract/tasks.ts'
import { visibleText } from '#shared/visible-text.ts'
import { errorText } from '#lib/error-text.ts'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { openObject } from '../../shell/route-state.ts'

/** Ends it, on the engine as well. */
export function cancelTask({ id }: Task): void {
  void engine.tasks.cancel({ id }).catch(complain)
}

/** Shows the build that it is: its steps and its whole log are on a page of their own. */
export function openBuild({ connection, build = '' }: Task): void {
  openObject(connection, 'builds', build, 'steps')
}

/** Takes it off the list. */
export function forgetTasks(tasks: readonly Task[]): void {
  void engine.tasks.forget({ ids: tasks.map(({ id }) => id) }).catch(complain)
}

/** Does it again, where a person says yes if one must be asked. */
export async function retryTask(task: Task): Promise<void> {
  try {
    await retry(task)
  } catch (cause) {
    complain(cause)
  }
}

async function retry({ id, connection, name, effect, kind }: Task): Promise<void> {
  const replacesFiles = kind === 'upload'
  if (effect === 'read') return engine.tasks.repeat({ id })
  const blocked = blockedReason(accessTo(connection), effect)
  if (blocked !== undefined) return toast({ kind: 'info', text: blocked, key: 'blocked' })
  const question = {
    tier: 1,
    question: `Retry "${visibleText(name)}"?`,
    objects: [],
    verb: 'Retry',
    // Which files it would replace may be other ones by now.
    ...(replacesFiles && { consequence: 'Files there with the same names are replaced.' }),
  } as const
  const consent = await agree([{ connection }], {
    always: replacesFiles,
    question: () => question,
  })
  if (consent) await engine.tasks.retry({ id, connection }, consent)
}

function complain(cause: unknown): void {
  toast({ kind: 'error', text: errorText(cause) })
}
