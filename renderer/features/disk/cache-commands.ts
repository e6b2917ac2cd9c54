import { ClipboardCopy, Trash2 } from 'lucide-react'
import type { CacheEntry, DiskReport } from '#shared/contract/disk.ts'
import { engine } from '../../ipc/client.ts'
import type { EngineCommand } from '../../shell/engine-command.ts'
import { cleanUp } from './clean-up.ts'

/** What can be done to entries of the build cache. */
export function cacheCommands(
  connection: string,
  { unused }: Pick<DiskReport, 'unused'>,
): readonly EngineCommand<CacheEntry>[] {
  const unusedOf = (entries: readonly CacheEntry[]) => {
    const ids = new Set(entries.map(({ id }) => id))
    return unused['build-cache'].filter(({ id }) => ids.has(id))
  }
  return [
    {
      id: 'cache.copy-id',
      label: (entries) => (entries.length === 1 ? 'Copy id' : 'Copy ids'),
      icon: ClipboardCopy,
      group: 'name',
      effect: 'read',
      appliesTo: (entries) => entries.length > 0,
      run: (entries) => engine.desktop.copyText({ text: entries.map(({ id }) => id).join('\n') }),
    },
    {
      id: 'cache.remove',
      label: 'Remove…',
      icon: Trash2,
      shortcut: 'Delete',
      keywords: 'prune delete clean',
      group: 'end',
      effect: 'destroy',
      danger: true,
      appliesTo: (entries) => entries.length > 0,
      obstacle: (entries) =>
        unusedOf(entries).length > 0 ? undefined : 'A build used it when this was measured',
      run: (entries) => cleanUp(connection, unusedOf(entries)),
    },
  ]
}
