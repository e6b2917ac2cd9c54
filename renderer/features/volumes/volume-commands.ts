import { ClipboardCopy, FileSearch, Trash2 } from 'lucide-react'
import { engineElsewhere } from '#features/connections'
import { plural } from '#lib/plural.ts'
import { settleMany } from '#lib/settle-many.ts'
import { visibleText } from '#shared/visible-text.ts'
import { confirm, type ConfirmOptions } from '#ui/confirm.tsx'
import { toastOutcome } from '#ui/toast-outcome.ts'
import { engine } from '../../ipc/client.ts'
import { queryClient } from '../../query-client.ts'
import type { EngineCommand } from '../../shell/engine-command.ts'
import type { CommandContext } from '../../shell/object-page.tsx'
import { volumesKey } from './queries.ts'
import type { VolumeRow } from './volume-rows.ts'

type Volumes = readonly VolumeRow[]

/** Everything that can be done to volumes, in the order of the menus. */
export function volumeCommands({
  showDetails,
}: CommandContext): readonly EngineCommand<VolumeRow>[] {
  return [
    {
      id: 'volume.inspect',
      label: 'Inspect',
      icon: FileSearch,
      shortcut: 'I',
      group: 'look',
      effect: 'read',
      appliesTo: (volumes) => volumes.length === 1,
      run: (volumes) => volumes.forEach(({ volume }) => showDetails(volume.name, 'inspect')),
    },
    {
      id: 'volume.copy-name',
      label: (volumes) => (volumes.length === 1 ? 'Copy name' : 'Copy names'),
      icon: ClipboardCopy,
      group: 'name',
      effect: 'read',
      appliesTo: () => true,
      run: (volumes) =>
        engine.desktop.copyText({ text: volumes.map(({ volume }) => volume.name).join('\n') }),
    },
    {
      id: 'volume.remove',
      label: 'Remove…',
      icon: Trash2,
      shortcut: 'Delete',
      keywords: 'delete rm',
      group: 'end',
      effect: 'destroy',
      danger: true,
      appliesTo: () => true,
      run: removeVolumes,
    },
  ]
}

async function removeVolumes(rows: Volumes): Promise<void> {
  const yes = await confirm(volumeRemovalQuestion(rows))
  if (!yes) return
  const outcome = await settleMany(rows, ({ connection, volume }) =>
    engine.volumes.remove({ connection, id: volume.name }, yes),
  )
  toastOutcome(outcome, {
    did: 'Removed',
    noun: 'volume',
    nameOf: ({ volume }) => volume.name,
    engineOf: engineElsewhere,
  })
  for (const connection of new Set(rows.map((row) => row.connection))) {
    await queryClient.invalidateQueries({ queryKey: volumesKey(connection) })
  }
}

/** Data has no copy: the name, or the number of volumes, must be typed. */
export function volumeRemovalQuestion(rows: Volumes): ConfirmOptions {
  const [only] = rows
  const single = rows.length === 1 && only
  const what = plural(rows.length, 'volume')
  return {
    tier: 3,
    question: single ? `Remove volume "${visibleText(single.volume.name)}"?` : `Remove ${what}?`,
    objects: rows.map(({ volume, usedBy }) => ({ name: volume.name, detail: useText(usedBy) })),
    verb: single ? 'Remove' : `Remove ${what}`,
    consequence: 'The data in it is gone for good. There is no copy.',
    typeToConfirm: single ? single.volume.name : String(rows.length),
  }
}

function useText(usedBy: readonly string[]): string {
  return usedBy.length > 0 ? `used by ${usedBy.map(visibleText).join(', ')}` : 'not used'
}
