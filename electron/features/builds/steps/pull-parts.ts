import { createLayerTally } from '../../images/index.ts'
import type { BuildAnswerLine } from './answer-reader.ts'
import type { StepBoard } from './step-board.ts'

/** Takes what is said of the layers of a base image into the step that pulls it. */
export function createPullParts(board: StepBoard) {
  let tally = createLayerTally()
  let of: string | undefined
  return {
    add(step: string | undefined, { id, status, progressDetail = {} }: BuildAnswerLine): void {
      const known = step === undefined ? undefined : board.get(step)
      if (!known || status === undefined) return
      if (of !== step) tally = createLayerTally()
      of = step
      tally.add({ status, progressDetail, ...(id !== undefined && { id }) })
      board.put({ ...known, parts: tally.parts() })
      if (id === undefined) board.write(step, `${status}\n`)
    },
  }
}
