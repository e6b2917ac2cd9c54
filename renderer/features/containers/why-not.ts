import type { ShownState } from './pending-containers.ts'
import type { ShownContainer } from './shown-container.ts'

type Stated = Pick<ShownContainer, 'state'>

/** Why a container that is neither stopped nor alive cannot be started just now. */
export function whyNoStart({ state }: Stated): string | undefined {
  return state.kind === 'being-stopped' ? undefined : underWay(state)
}

/** Why one cannot be stopped that is about to have stopped. */
export function whyNoStop({ state }: Stated): string | undefined {
  return state.kind === 'being-stopped' ? underWay(state) : undefined
}

/** Why it cannot be restarted just now. */
export function whyNoRestart({ state }: Stated): string | undefined {
  return underWay(state)
}

/** Why there is no shell in it: only a process that runs can have one. */
export function whyNoTerminal({ state }: Stated): string | undefined {
  if (state.kind === 'paused') return 'It is paused: a terminal would stand still'
  return underWay(state) ?? 'It is not running: there is nothing to open a terminal in'
}

/** Why no program can be run in it just now: without one its files are only read, and added to. */
export function whyNoProgram({ state }: Stated): string | undefined {
  switch (state.kind) {
    case 'running':
    case 'being-stopped':
      return undefined
    case 'paused':
      return 'It is paused: this takes a program that runs inside'
    default:
      return 'It is not running: this takes a program that runs inside'
  }
}

/** Why the processes of a container cannot be listed just now. */
export function whyNoProcesses({ state }: Stated): string | undefined {
  switch (state.kind) {
    case 'running':
    case 'being-stopped':
      return undefined
    case 'paused':
      return 'It is paused: its processes stand still until it is unpaused.'
    case 'restarting':
      return 'It is restarting. They are listed once it runs.'
    case 'exited':
    case 'created':
    case 'failed-to-start':
    case 'dead':
    case 'removing':
    case 'being-started':
      return 'It is not running. They are listed while it runs.'
    default:
      return state satisfies never
  }
}

function underWay({ kind }: ShownState): string | undefined {
  switch (kind) {
    case 'being-started':
      return 'It is being started'
    case 'being-stopped':
      return 'It is being stopped'
    case 'removing':
      return 'It is being removed'
    case 'dead':
      return 'It is dead, and can only be removed'
    case 'running':
    case 'paused':
    case 'restarting':
    case 'exited':
    case 'created':
    case 'failed-to-start':
      return undefined
    default:
      return kind satisfies never
  }
}
