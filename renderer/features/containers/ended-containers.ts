import type { ContainerState, ContainerSummary } from '#shared/contract/containers.ts'

/**
 * Answers that are doubted before one is believed. Asked every `RECHECK_MS`, this outlasts the
 * slowest end of a container that is still an end.
 */
const MAX_DOUBTS = 20

/** Milliseconds until a doubted answer is asked for again. */
export const RECHECK_MS = 250

/**
 * Containers that have ended while the engine's list may still call them running, or paused if they
 * were killed so: Docker writes a container's end into its list only after its networks are taken
 * down, which on a busy machine is long after its `die`.
 */
export interface EndedContainers {
  /** Call with what an event has said. */
  note(id: string, patch: Partial<ContainerSummary>): void
  /** Whether the answer is only the engine's list lagging behind its events. */
  doubts(answer: ContainerSummary): boolean
}

/** Nothing has ended yet. */
export function createEndedContainers(): EndedContainers {
  const doubtsLeft = new Map<string, number>()
  return {
    note(id, { state }) {
      if (state?.kind === 'exited') doubtsLeft.set(id, MAX_DOUBTS)
      else if (state) doubtsLeft.delete(id)
    },
    doubts({ id, state }) {
      const left = doubtsLeft.get(id)
      if (left === undefined) return false
      if (!isAlive(state) || left === 0) return !doubtsLeft.delete(id)
      doubtsLeft.set(id, left - 1)
      return true
    },
  }
}

function isAlive({ kind }: ContainerState): boolean {
  return kind === 'running' || kind === 'paused'
}
