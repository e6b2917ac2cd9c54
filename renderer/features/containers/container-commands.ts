import {
  AppWindow,
  ArchiveRestore,
  ArrowUpFromLine,
  Bug,
  ChartLine,
  CircleArrowUp,
  CirclePause,
  CirclePlay,
  ClipboardCopy,
  GitCompare,
  CopyPlus,
  FilePenLine,
  FileSearch,
  Files,
  Gauge,
  Layers,
  PencilLine,
  Play,
  Plug,
  RotateCw,
  ScrollText,
  Square,
  SlidersHorizontal,
  SquareTerminal,
  Trash2,
  Zap,
} from 'lucide-react'
import { engine } from '../../ipc/client.ts'
import { useDock } from '#features/dock'
import { askDebugShell, askTerminal, openInSystemTerminal } from '#features/terminal'
import { visibleText } from '#shared/visible-text.ts'
import { queryClient } from '../../query-client.ts'
import type { EngineCommand } from '../../shell/engine-command.ts'
import type { CommandContext } from '../../shell/object-page.tsx'
import { isAside } from './aside.ts'
import { updateLimits } from './ask-limits.ts'
import { removeContainers } from './ask-removal.ts'
import { renameContainer } from './ask-rename.ts'
import {
  killAction,
  pauseAction,
  restartAction,
  restoreAction,
  startAction,
  stopAction,
  unpauseAction,
} from './container-actions.ts'
import { duplicateContainer } from './duplicate-container.ts'
import { editContainer } from './edit-container.ts'
import { isAlive, isBusy } from './container-status.ts'
import { checkForNewer, imagesOf } from './check-newer.ts'
import { compareContainers } from './compare-dialog.tsx'
import { copyCommands } from './copy-commands.ts'
import type { ShownState } from './pending-containers.ts'
import { openLogs, openProjectLogs, projectOf } from './open-logs.ts'
import { openProjectStats, openStats } from './open-stats.ts'
import { outsideCommands } from './outside-commands.ts'
import { perform, performAfterAsking } from './perform.ts'
import { updateImage } from './recreate/update-image.ts'
import { isNamedImage, type ShownContainer } from './shown-container.ts'

type ContainerCommand = EngineCommand<ShownContainer>
type Containers = readonly ShownContainer[]

const some = (test: (state: ShownState) => boolean) => (containers: Containers) =>
  containers.some(({ state }) => test(state))
const one = (containers: Containers) => containers.length === 1

const canStart = (state: ShownState) => !isAlive(state) && !isBusy(state) && state.kind !== 'dead'
const canStop = (state: ShownState) => isAlive(state) && state.kind !== 'being-stopped'
const canRestart = (state: ShownState) => canStart(state) || canStop(state)
const canPause = (state: ShownState) => state.kind === 'running'
const canUnpause = (state: ShownState) => state.kind === 'paused'
const canKill = (state: ShownState) => isAlive(state) && state.kind !== 'restarting'
const canRemove = (state: ShownState) => !isBusy(state)
/** A shell needs a process that runs; a paused one would freeze it. */
const canExec = (state: ShownState) => state.kind === 'running'

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

function lifeCommands(): readonly ContainerCommand[] {
  const shared = { group: 'life', effect: 'change' } as const
  return [
    {
      ...shared,
      id: 'container.start',
      label: 'Start',
      icon: Play,
      shortcut: 'S',
      keywords: 'run up',
      appliesTo: some(canStart),
      run: (containers) => perform(startAction, containers, canStart),
    },
    {
      ...shared,
      id: 'container.stop',
      label: 'Stop',
      icon: Square,
      shortcut: 'S',
      keywords: 'halt down',
      appliesTo: some(canStop),
      run: (containers) => perform(stopAction, containers, canStop),
    },
    {
      ...shared,
      id: 'container.restart',
      label: 'Restart',
      icon: RotateCw,
      shortcut: 'R',
      keywords: 'reboot',
      appliesTo: some(canRestart),
      run: (containers) => perform(restartAction, containers, canRestart),
    },
    {
      ...shared,
      id: 'container.pause',
      label: 'Pause',
      icon: CirclePause,
      keywords: 'freeze suspend',
      appliesTo: some(canPause),
      run: (containers) => perform(pauseAction, containers, canPause),
    },
    {
      ...shared,
      id: 'container.unpause',
      label: 'Unpause',
      icon: CirclePlay,
      keywords: 'resume thaw',
      appliesTo: some(canUnpause),
      run: (containers) => perform(unpauseAction, containers, canUnpause),
    },
  ]
}

function lookCommands({ showDetails }: CommandContext): readonly ContainerCommand[] {
  const shared = { group: 'look', effect: 'read' } as const
  return [
    {
      ...shared,
      id: 'container.logs',
      label: 'Logs',
      icon: ScrollText,
      shortcut: 'L',
      keywords: 'output stdout stderr merged',
      appliesTo: (containers) => containers.length > 0,
      run: openLogs,
    },
    {
      ...shared,
      id: 'container.project-logs',
      label: (containers) => `Logs of project "${visibleText(projectOf(containers)?.name ?? '')}"`,
      icon: Layers,
      keywords: 'compose merged all services',
      appliesTo: (containers) => projectOf(containers) !== undefined,
      run: (containers) => openProjectLogs(projectOf(containers)),
    },
    {
      ...shared,
      id: 'container.stats',
      label: 'Stats',
      icon: ChartLine,
      keywords: 'cpu memory network block io charts usage compare',
      appliesTo: (containers) => containers.length > 0,
      run: openStats,
    },
    {
      ...shared,
      id: 'container.project-stats',
      label: (containers) => `Stats of project "${visibleText(projectOf(containers)?.name ?? '')}"`,
      icon: ChartLine,
      keywords: 'compose cpu memory charts usage all services',
      appliesTo: (containers) => projectOf(containers) !== undefined,
      run: (containers) => openProjectStats(projectOf(containers)),
    },
    {
      ...shared,
      id: 'container.terminal',
      label: 'Terminal',
      icon: SquareTerminal,
      shortcut: 'T',
      effect: 'change',
      keywords: 'shell exec console bash sh',
      appliesTo: (containers) => one(containers) && some(canExec)(containers),
      run: (containers) => each(containers, (target) => useDock.getState().openTerminal(target)),
    },
    {
      ...shared,
      id: 'container.files',
      label: 'Files',
      icon: Files,
      shortcut: 'F',
      keywords: 'browse folder download upload edit copy cp',
      appliesTo: one,
      run: (containers) => containers.forEach(({ id }) => showDetails(id, 'files')),
    },
    {
      ...shared,
      id: 'container.inspect',
      label: 'Inspect',
      icon: FileSearch,
      shortcut: 'I',
      keywords: 'json details',
      appliesTo: one,
      run: (containers) => containers.forEach(({ id }) => showDetails(id, 'inspect')),
    },
    {
      ...shared,
      id: 'container.check-newer',
      label: 'Check for a newer image',
      icon: CircleArrowUp,
      keywords: 'update outdated registry pull available',
      appliesTo: ({ length }) => length > 0,
      run: async (containers) => checkForNewer(await imagesOf(containers)),
    },
    {
      ...shared,
      id: 'container.compare',
      label: (containers) => (one(containers) ? 'Compare with…' : 'Compare'),
      icon: GitCompare,
      keywords: 'diff difference inspect image',
      appliesTo: ({ length }) => length === 1 || length === 2,
      run: compareContainers,
    },
  ]
}

/** What a terminal can be besides a shell as the container has it. */
function terminalCommands(): readonly ContainerCommand[] {
  const shared = { group: 'terminal', effect: 'change' } as const
  const appliesTo = (containers: Containers) => one(containers) && some(canExec)(containers)
  return [
    {
      ...shared,
      id: 'container.terminal-options',
      label: 'Open terminal with options…',
      icon: SlidersHorizontal,
      keywords: 'shell exec user root directory folder environment command',
      appliesTo,
      run: (containers) => each(containers, (target) => askTerminal(target, target.image)),
    },
    {
      ...shared,
      id: 'container.attach',
      label: 'Attach',
      icon: Plug,
      keywords: 'main process console stdin tty',
      appliesTo,
      run: (containers) =>
        containers.forEach((target) => useDock.getState().openTerminal(target, { kind: 'attach' })),
    },
    {
      ...shared,
      id: 'container.debug',
      label: 'Debug shell…',
      icon: Bug,
      keywords: 'sidecar distroless scratch tools no shell',
      appliesTo,
      run: (containers) => each(containers, askDebugShell),
    },
    {
      ...shared,
      id: 'container.system-terminal',
      label: 'Open in system terminal',
      icon: AppWindow,
      keywords: 'external docker cli exec window',
      appliesTo,
      run: (containers) => each(containers, openInSystemTerminal),
    },
  ]
}

function nameCommands(): readonly ContainerCommand[] {
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

function recreateCommands(): readonly ContainerCommand[] {
  return [
    {
      id: 'container.update-limits',
      label: 'Update limits…',
      icon: Gauge,
      group: 'name',
      effect: 'change',
      keywords: 'docker update memory swap cpu pids processes restart policy resources',
      appliesTo: (containers) => one(containers) && containers.every(({ state }) => !isBusy(state)),
      run: (containers) => each(containers, updateLimits),
    },
    {
      id: 'container.edit',
      label: 'Recreate with changes…',
      icon: FilePenLine,
      group: 'name',
      effect: 'destroy',
      keywords: 'edit change settings ports environment mounts image form',
      appliesTo: (containers) => one(containers) && containers.every(({ state }) => !isBusy(state)),
      run: (containers) => each(containers, (target) => editContainer(queryClient, target)),
    },
    {
      id: 'container.update-image',
      label: 'Pull newer image and recreate…',
      icon: ArrowUpFromLine,
      group: 'name',
      effect: 'destroy',
      keywords: 'update upgrade latest image',
      appliesTo: (containers) =>
        one(containers) &&
        containers.every(({ state, image }) => !isBusy(state) && isNamedImage(image)),
      run: (containers) => each(containers, (target) => updateImage(queryClient, target)),
    },
  ]
}

function endCommands(): readonly ContainerCommand[] {
  const shared = { group: 'end', effect: 'destroy', danger: true } as const
  return [
    {
      ...shared,
      id: 'container.kill',
      label: 'Kill',
      icon: Zap,
      keywords: 'force signal sigkill',
      appliesTo: some(canKill),
      run: (containers) => performAfterAsking(killAction, containers, canKill),
    },
    {
      ...shared,
      id: 'container.remove',
      label: 'Remove…',
      icon: Trash2,
      shortcut: 'Delete',
      keywords: 'delete rm destroy',
      appliesTo: some(canRemove),
      run: (containers) => removeContainers(queryClient, containers),
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

/** One after the other: each may ask. */
async function each(containers: Containers, act: (container: ShownContainer) => Promise<void>) {
  for (const container of containers) await act(container)
}
