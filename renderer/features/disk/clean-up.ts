import { onTaskEnd } from '#features/tasks'
import type { UnusedObject } from '#shared/contract/disk.ts'
import { confirm } from '#ui/confirm.tsx'
import { toastFailure } from '#ui/toast-failure.ts'
import { engine } from '../../ipc/client.ts'
import { queryClient } from '../../query-client.ts'
import { cleanUpQuestion } from './clean-up-question.ts'
import { diskQuery } from './queries.ts'

/** Removes these objects in a task, if the person says yes to them. */
export async function cleanUp(connection: string, objects: readonly UnusedObject[]): Promise<void> {
  const yes = await confirm(cleanUpQuestion(objects))
  if (!yes) return
  const targets = objects.map(({ kind, id, names }) => ({
    kind,
    id,
    ...(names && { names: [...names] }),
  }))
  await engine.disk.beginCleanUp({ connection, targets }, yes).catch(toastFailure)
}

/** Whichever way a clean-up or a build ends, what there is by then is asked for anew. */
export function followDiskUse(): void {
  onTaskEnd(({ kind, connection }) => {
    if (kind !== 'clean-up' && kind !== 'build') return
    const { queryKey } = diskQuery(connection)
    void queryClient.invalidateQueries({ queryKey })
  })
}
