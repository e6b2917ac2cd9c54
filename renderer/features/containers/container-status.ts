import { cutText } from '#lib/cut-text.ts'
import { exitMeaning } from '#lib/exit-meaning.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { ShownState } from './pending-containers.ts'

/** The icon's shape and its colour token; never the colour alone. */
export type StatusShape =
  | 'running'
  | 'healthy'
  | 'starting'
  | 'unhealthy'
  | 'paused'
  | 'restarting'
  | 'exited'
  | 'failed'
  | 'created'
  | 'dead'
  | 'removing'

/** How a state is told: a word, and the shape that goes with it. */
export interface StatusWord {
  readonly word: string
  readonly shape: StatusShape
}

/** The word and shape of a state. The words are part of the product's accessible names. */
export function statusWord(state: ShownState): StatusWord {
  switch (state.kind) {
    case 'running':
      return runningWord('health' in state ? state.health : undefined)
    case 'paused':
      return { word: 'Paused', shape: 'paused' }
    case 'restarting':
      return { word: 'Restarting', shape: 'restarting' }
    case 'exited':
      return {
        word: `Exited (${state.exitCode})`,
        shape: state.exitCode === 0 ? 'exited' : 'failed',
      }
    case 'created':
      return { word: 'Created', shape: 'created' }
    case 'failed-to-start':
      return { word: 'Failed to start', shape: 'failed' }
    case 'dead':
      return { word: 'Dead', shape: 'dead' }
    case 'removing':
      return { word: 'Removing', shape: 'removing' }
    case 'being-started':
      return { word: 'Starting', shape: 'starting' }
    case 'being-stopped':
      return { word: 'Stopping', shape: 'starting' }
    default:
      return state satisfies never
  }
}

/** A tooltip has room for a sentence or two. */
const MAX_HINT_CHARS = 200

/** What an ended state says of itself, from the list alone; the details say more. */
export function statusHint(state: ShownState): string | undefined {
  if (state.kind === 'exited') {
    const meaning = exitMeaning(state.exitCode, false)
    return meaning && `Exit code ${state.exitCode}: ${meaning}`
  }
  if (state.kind !== 'failed-to-start' || state.reason === '') return undefined
  const reason = cutText(state.reason, MAX_HINT_CHARS)
  return visibleText(reason.length < state.reason.length ? `${reason}…` : reason)
}

function runningWord(health: 'starting' | 'healthy' | 'unhealthy' | undefined): StatusWord {
  switch (health) {
    case undefined:
      return { word: 'Running', shape: 'running' }
    case 'healthy':
      return { word: 'Healthy', shape: 'healthy' }
    case 'unhealthy':
      return { word: 'Unhealthy', shape: 'unhealthy' }
    case 'starting':
      return { word: 'Starting', shape: 'starting' }
    default:
      return health satisfies never
  }
}

/** Whether a process of the container is alive: it has logs to come, and takes CPU and memory. */
export function isAlive(state: ShownState): boolean {
  switch (state.kind) {
    case 'running':
    case 'paused':
    case 'restarting':
    case 'being-stopped':
      return true
    case 'exited':
    case 'created':
    case 'failed-to-start':
    case 'dead':
    case 'removing':
    case 'being-started':
      return false
    default:
      return state satisfies never
  }
}

/** Whether an action of ours, or the engine's own removal, has it in hand just now. */
export function isBusy(state: ShownState): boolean {
  return (
    state.kind === 'being-started' || state.kind === 'being-stopped' || state.kind === 'removing'
  )
}

/** Lists sort by this: what runs and what is ill comes first. */
const ORDER: Readonly<Record<StatusShape, number>> = {
  unhealthy: 0,
  restarting: 1,
  starting: 2,
  healthy: 3,
  running: 4,
  paused: 5,
  failed: 6,
  dead: 7,
  removing: 8,
  created: 9,
  exited: 10,
}

/** A number to sort states by. */
export function statusOrder(state: ShownState): number {
  return ORDER[statusWord(state).shape]
}
