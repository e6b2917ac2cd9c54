import {
  AppWindow,
  Bug,
  ChartLine,
  CircleArrowUp,
  GitCompare,
  FileSearch,
  Files,
  Layers,
  Plug,
  ScrollText,
  SlidersHorizontal,
  SquareTerminal,
} from 'lucide-react'
import { useDock } from '#features/dock'
import { askDebugShell, askTerminal, openInSystemTerminal } from '#features/terminal'
import { visibleText } from '#shared/visible-text.ts'
import type { EngineCommand } from '../../shell/engine-command.ts'
import type { CommandContext } from '../../shell/object-page.tsx'
import { checkForNewer, imagesOf } from './check-newer.ts'
import { compareContainers } from './compare-dialog.tsx'
import { openLogs, openProjectLogs, projectOf } from './open-logs.ts'
import { openProjectStats, openStats } from './open-stats.ts'
import { type ShownContainer } from './shown-container.ts'
import { some, one, canExec, each } from './command-targets.ts'

type ContainerCommand = EngineCommand<ShownContainer>
type Containers = readonly ShownContainer[]

/** Shows what containers are and do. */
export function lookCommands({ showDetails }: CommandContext): readonly ContainerCommand[] {
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
/** Opens terminals in containers. */
export function terminalCommands(): readonly ContainerCommand[] {
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
