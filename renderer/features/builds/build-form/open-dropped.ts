import type { BuildSource } from '#shared/contract/builds.ts'
import { toastFailure } from '#ui/toast-failure.ts'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../../ipc/client.ts'
import { offerDropped } from '../../../ipc/dropped-file.ts'

/** Says of a part of the window what can be dropped on it. */
export const DROP_HINT = 'Drop a folder, a Dockerfile or an archive to build from it'

/** What was dropped, as something to build from; nothing, and told, where it is no such thing. */
export async function openDropped({ files }: DataTransfer): Promise<BuildSource | undefined> {
  const [file] = files
  if (!file || files.length > 1) {
    toast({ kind: 'info', text: 'Drop one folder, one Dockerfile or one archive', key: 'dropped' })
    return undefined
  }
  try {
    const offered = await offerDropped(file)
    return await engine.builds.openSource({ file: offered.file })
  } catch (cause) {
    toastFailure(cause)
    return undefined
  }
}
