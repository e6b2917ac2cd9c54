import { FileDown, FileInput, FolderInput } from 'lucide-react'
import { blockedReason, useConnectionAccess } from '#features/connections'
import { IconButton } from '#ui/icon-button.tsx'
import { MenuButton } from '#ui/menu.tsx'
import { errorText } from '#lib/error-text.ts'
import { toast } from '#ui/toast.tsx'
import { importImage, loadImages } from './get-images.ts'

/** The other ways to get an image than to pull it. */
export function GetButton({ connection }: { readonly connection: string }) {
  const blocked = blockedReason(useConnectionAccess(connection), 'change')
  const run = (get: (connection: string) => Promise<void>) => () =>
    void get(connection).catch((cause: unknown) => {
      toast({ kind: 'error', text: errorText(cause) })
    })
  return (
    <MenuButton
      align="end"
      trigger={
        <IconButton
          icon={FileInput}
          label="Load or import"
          hint={blocked ?? 'Load or import'}
          disabled={blocked !== undefined}
        />
      }
      entries={[
        { id: 'load', label: 'Load from a file…', icon: FileDown, run: run(loadImages) },
        {
          id: 'import',
          label: 'Import files as an image…',
          icon: FolderInput,
          run: run(importImage),
        },
      ]}
    />
  )
}
