import type { BuildStep } from '#shared/contract/builds.ts'
import type { StepName } from './find-instruction.ts'
import type { StepBoard } from './step-board.ts'

/** The steps of a builder that does one after the other. */
export interface StepLine {
  /** The id of the one that goes on. */
  readonly current: string | undefined
  /** Whether nothing has been said yet of the one that goes on; from now on something has. */
  takeHeading(): boolean
  /** One that is to come. */
  expect(id: string, name: StepName): void
  /** It goes on now, and the one before has ended. */
  begin(id: string, name: StepName): void
  /** The one that goes on is taken from the cache. */
  markCached(): void
}

/** Puts them on the board. */
export function createStepLine(board: StepBoard, now: () => number): StepLine {
  let current: string | undefined
  let isHeading = false

  function end() {
    const step = current === undefined ? undefined : board.get(current)
    if (!step) return
    board.finishLines(current)
    board.put({ ...step, state: step.state === 'running' ? 'done' : step.state, endedAt: now() })
  }

  return {
    get current() {
      return current
    },
    takeHeading() {
      const was = isHeading
      isHeading = false
      return was
    },
    expect: (id, name) => board.put(toStep(id, name, 'waiting')),
    begin(id, name) {
      end()
      current = id
      isHeading = true
      board.put({ ...toStep(id, name, 'running'), startedAt: now() })
    },
    markCached() {
      const step = current === undefined ? undefined : board.get(current)
      if (step) board.put({ ...step, state: 'cached' })
    },
  }
}

/** A step as it is known by its name. */
export function toStep(
  id: string,
  { words, stage, instruction }: StepName,
  state: BuildStep['state'],
): BuildStep {
  return {
    id,
    name: words,
    ...(stage !== undefined && { stage }),
    ...(instruction && { line: instruction.line }),
    state,
    parts: [],
  }
}
