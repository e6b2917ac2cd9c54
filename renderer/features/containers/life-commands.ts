import { CirclePause, CirclePlay, Play, RotateCw, Square, Trash2, Zap } from 'lucide-react'
import { queryClient } from '../../query-client.ts'
import type { EngineCommand } from '../../shell/engine-command.ts'
import { removeContainers } from './ask-removal.ts'
import {
  killAction,
  pauseAction,
  restartAction,
  startAction,
  stopAction,
  unpauseAction,
} from './container-actions.ts'
import { perform, performAfterAsking } from './perform.ts'
import { type ShownContainer } from './shown-container.ts'
import {
  some,
  canStart,
  canStop,
  canRestart,
  canPause,
  canUnpause,
  canKill,
  canRemove,
} from './command-targets.ts'

type ContainerCommand = EngineCommand<ShownContainer>

/** Starts, stops and pauses containers. */
export function lifeCommands(): readonly ContainerCommand[] {
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

/** Ends and removes containers. */
export function endCommands(): readonly ContainerCommand[] {
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
