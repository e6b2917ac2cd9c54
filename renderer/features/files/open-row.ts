import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import type { FileRow } from './file-rows.ts'
import type { FilesTarget } from './files-place.ts'
import { toastFailure } from '#ui/toast-failure.ts'

/** Opens what a row stands for. A link is followed; what it leads to may be a folder. */
export async function openRow(
  { connection, id }: FilesTarget,
  { path, entry }: FileRow,
  go: (folder: string) => void,
  show: (file: string) => void,
): Promise<void> {
  try {
    if (!entry) return tell('It was deleted in the container')
    switch (entry.kind) {
      case 'folder':
        return go(path)
      case 'file':
        return show(path)
      case 'other':
        return tell('It is a device or a pipe: it has no content to show')
      case 'link': {
        const facts = await engine.files.facts({ connection, id, path })
        return facts.kind === 'folder' ? go(facts.path) : show(path)
      }
      default:
        return entry.kind satisfies never
    }
  } catch (cause) {
    toastFailure(cause)
  }
}

/** Says why something is not done just now. */
export function tell(text: string): void {
  toast({ kind: 'info', text, key: 'blocked' })
}
