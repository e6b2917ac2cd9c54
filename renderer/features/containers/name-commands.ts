import { ClipboardCopy, CopyPlus, PencilLine } from 'lucide-react'
import { engine } from '../../ipc/client.ts'
import { queryClient } from '../../query-client.ts'
import type { EngineCommand } from '../../shell/engine-command.ts'
import { renameContainer } from './ask-rename.ts'
import { duplicateContainer } from './duplicate-container.ts'
import { type ShownContainer } from './shown-container.ts'
import { some, one, canRemove, canExec, each } from './command-targets.ts'

type ContainerCommand = EngineCommand<ShownContainer>
type Containers = readonly ShownContainer[]

/** Renames, duplicates and copies what containers are called by. */
export function nameCommands(): readonly ContainerCommand[] {
  const shared = { group: 'name', effect: 'read' } as const
  const copy = (textOf: (container: ShownContainer) => string) => (containers: Containers) =>
    engine.desktop.copyText({ text: containers.map(textOf).join('\n') })
  return [
    {
      ...shared,
      id: 'container.rename',
      label: 'Rename…',
      icon: PencilLine,
      effect: 'change',
      appliesTo: (containers) => one(containers) && some(canRemove)(containers),
      run: (containers) => each(containers, (target) => renameContainer(queryClient, target)),
    },
    {
      ...shared,
      id: 'container.duplicate',
      label: 'Duplicate and edit…',
      icon: CopyPlus,
      keywords: 'clone copy new run form',
      effect: 'change',
      appliesTo: one,
      run: (containers) => each(containers, duplicateContainer),
    },
    {
      ...shared,
      id: 'container.copy-name',
      label: (containers) => (one(containers) ? 'Copy name' : 'Copy names'),
      icon: ClipboardCopy,
      appliesTo: () => true,
      run: copy(({ name }) => name),
    },
    {
      ...shared,
      id: 'container.copy-id',
      label: (containers) => (one(containers) ? 'Copy ID' : 'Copy IDs'),
      icon: ClipboardCopy,
      appliesTo: () => true,
      run: copy(({ id }) => id),
    },
    {
      ...shared,
      id: 'container.copy-ip',
      label: (containers) =>
        addressesOf(containers).length > 1 ? 'Copy IP addresses' : 'Copy IP address',
      icon: ClipboardCopy,
      keywords: 'network',
      appliesTo: (containers) => addressesOf(containers).length > 0,
      run: (containers) => engine.desktop.copyText({ text: addressesOf(containers).join('\n') }),
    },
    {
      ...shared,
      id: 'container.copy-exec',
      label: 'Copy docker exec command',
      icon: ClipboardCopy,
      keywords: 'cli shell terminal',
      appliesTo: (containers) => one(containers) && some(canExec)(containers),
      run: (containers) => each(containers, copyExecCommand),
    },
  ]
}

/** Those that they have now, in all their networks; one that does not run has none. */
function addressesOf(containers: Containers): readonly string[] {
  return containers.flatMap(({ networks }) => networks.map(({ ip }) => ip)).filter(Boolean)
}

async function copyExecCommand({ connection, id }: ShownContainer): Promise<void> {
  const text = await engine.terminal.cliCommand({ connection, id })
  await engine.desktop.copyText({ text })
}
