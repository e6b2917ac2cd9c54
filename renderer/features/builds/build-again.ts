import { accessTo, blockedReason } from '#features/connections'
import type { Build } from '#shared/contract/builds.ts'
import { toastFailure } from '#ui/toast-failure.ts'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { buildImage } from './build-form/build-image.tsx'

/** Opens the form as it was for this build; where its folder is gone, another one is to be chosen. */
export async function buildAgain({ id, connection, settings }: Build): Promise<void> {
  const blocked = blockedReason(accessTo(connection), 'change')
  if (blocked !== undefined) return toast({ kind: 'info', text: blocked, key: 'blocked' })
  try {
    await buildImage({ connection, ...(await engine.builds.openAgain({ id })) })
  } catch (cause) {
    toastFailure(cause)
    await buildImage({ connection, settings })
  }
}
