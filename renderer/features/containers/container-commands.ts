import { ArchiveRestore } from 'lucide-react'
import type { EngineCommand } from '../../shell/engine-command.ts'
import type { CommandContext } from '../../shell/object-page.tsx'
import { isAside } from './aside.ts'
import { restoreAction } from './container-actions.ts'
import { copyCommands } from './copy-commands.ts'
import { outsideCommands } from './outside-commands.ts'
import { perform } from './perform.ts'
import { type ShownContainer } from './shown-container.ts'
import { endCommands, lifeCommands } from './life-commands.ts'
import { lookCommands, terminalCommands } from './look-commands.ts'
import { nameCommands } from './name-commands.ts'
import { recreateCommands } from './recreate-commands.ts'

type ContainerCommand = EngineCommand<ShownContainer>
type Containers = readonly ShownContainer[]

/** Everything that can be done to containers, in the order of the menus. */
export function containerCommands(context: CommandContext): readonly ContainerCommand[] {
  const all = [
    asideCommands,
    lifeCommands,
    lookCommands,
    terminalCommands,
    outsideCommands,
    nameCommands,
    recreateCommands,
    copyCommands,
    endCommands,
  ]
  return all.flatMap((commands) => commands(context)).map(unlessAside)
}

/** What can be done to a container that is put aside; for the rest it must be put back first. */
const WHILE_ASIDE: ReadonlySet<string> = new Set([
  'container.restore',
  'container.logs',
  'container.inspect',
  'container.copy-name',
  'container.copy-id',
  'container.remove',
])

function unlessAside(command: ContainerCommand): ContainerCommand {
  if (WHILE_ASIDE.has(command.id)) return command
  const appliesTo = (containers: Containers) =>
    !containers.some(isAside) && command.appliesTo(containers)
  return { ...command, appliesTo }
}

function asideCommands(): readonly ContainerCommand[] {
  return [
    {
      id: 'container.restore',
      label: 'Restore',
      icon: ArchiveRestore,
      group: 'life',
      effect: 'change',
      keywords: 'undo remove trash put back',
      appliesTo: (containers) => containers.length > 0 && containers.every(isAside),
      run: (containers) => perform(restoreAction, containers, () => true),
    },
  ]
}
