import { ClipboardCopy, FileSearch, Trash2 } from 'lucide-react'
import { agree, engineElsewhere } from '#features/connections'
import { plural } from '#lib/plural.ts'
import { settleMany } from '#lib/settle-many.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { ConfirmOptions } from '#ui/confirm.tsx'
import { toastOutcome } from '#ui/toast-outcome.ts'
import { engine } from '../../ipc/client.ts'
import { queryClient } from '../../query-client.ts'
import type { EngineCommand } from '../../shell/engine-command.ts'
import type { CommandContext } from '../../shell/object-page.tsx'
import { isRemovalSilenced, silenceRemoval } from '../../shell/silenced-removal.ts'
import type { NetworkRow } from './network-rows.ts'
import { networksKey } from './queries.ts'

type Networks = readonly NetworkRow[]

/** Everything that can be done to networks, in the order of the menus. */
export function networkCommands({
  showDetails,
}: CommandContext): readonly EngineCommand<NetworkRow>[] {
  return [
    {
      id: 'network.inspect',
      label: 'Inspect',
      icon: FileSearch,
      shortcut: 'I',
      group: 'look',
      effect: 'read',
      appliesTo: (networks) => networks.length === 1,
      run: (networks) => networks.forEach(({ network }) => showDetails(network.id, 'inspect')),
    },
    copyCommand('network.copy-name', 'Copy name', ({ network }) => network.name),
    copyCommand('network.copy-id', 'Copy ID', ({ network }) => network.id),
    {
      id: 'network.remove',
      label: 'Remove…',
      icon: Trash2,
      shortcut: 'Delete',
      keywords: 'delete rm',
      group: 'end',
      effect: 'destroy',
      danger: true,
      // `bridge`, `host` and `none` belong to the engine.
      appliesTo: (networks) => networks.some(isOurs),
      run: removeNetworks,
    },
  ]
}

function copyCommand(
  id: string,
  label: string,
  textOf: (row: NetworkRow) => string,
): EngineCommand<NetworkRow> {
  return {
    id,
    label: (networks) => (networks.length === 1 ? label : `${label}s`),
    icon: ClipboardCopy,
    group: 'name',
    effect: 'read',
    appliesTo: () => true,
    run: (networks) => engine.desktop.copyText({ text: networks.map(textOf).join('\n') }),
  }
}

const isOurs = ({ network }: NetworkRow) => !network.predefined

async function removeNetworks(chosen: Networks): Promise<void> {
  const rows = chosen.filter(isOurs)
  const consent = await agreeToRemoval(chosen)
  if (!consent) return
  const outcome = await settleMany(rows, ({ connection, network }) =>
    engine.networks.remove({ connection, id: network.id }, consent),
  )
  toastOutcome(outcome, {
    did: 'Removed',
    noun: 'network',
    nameOf: ({ network }) => network.name,
    engineOf: engineElsewhere,
  })
  for (const connection of new Set(rows.map((row) => row.connection))) {
    await queryClient.invalidateQueries({ queryKey: networksKey(connection) })
  }
}

async function agreeToRemoval(chosen: Networks) {
  const silenced = chosen.length === 1 && (await isRemovalSilenced('network'))
  return agree(chosen, {
    always: !silenced,
    question: () => ({
      ...networkRemovalQuestion(chosen),
      dontAskAgain: {
        label: "Don't ask for single networks",
        onChosen: () => void silenceRemoval('network'),
      },
    }),
  })
}

/** The question before these networks go. The engine's own among them stay, and it says so. */
export function networkRemovalQuestion(chosen: Networks): ConfirmOptions {
  const rows = chosen.filter(isOurs)
  const staying = chosen.filter((row) => !isOurs(row))
  const [only] = rows
  const single = rows.length === 1 && only
  const what = plural(rows.length, 'network')
  return {
    tier: chosen.length === 1 ? 1 : 2,
    question: single ? `Remove network "${visibleText(single.network.name)}"?` : `Remove ${what}?`,
    objects: rows.map(({ network, members }) => ({
      name: network.name,
      detail: `${network.driver} · ${plural(members.length, 'container')}`,
    })),
    verb: single ? 'Remove' : `Remove ${what}`,
    ...(staying.length > 0 && { consequence: whatStays(staying) }),
  }
}

function whatStays(rows: Networks): string {
  const names = rows.map(({ network }) => `"${visibleText(network.name)}"`).join(', ')
  return rows.length === 1
    ? `${names} stays: it belongs to the engine.`
    : `${names} stay: they belong to the engine.`
}
