import { toast } from '#ui/toast.tsx'
import { engine } from '../../../ipc/client.ts'

/** Puts the path of a file on the clipboard. */
export function copyPath({ path }: { readonly path: string }): void {
  void engine.desktop
    .copyText({ text: path })
    .then(() => toast({ kind: 'info', text: 'Copied the path', key: 'copied' }))
}
