import { imageIn, type AnswerReader } from './answer-reader.ts'
import type { DockerfileOutline } from './dockerfile-outline.ts'
import { nameClassicStep } from './find-instruction.ts'
import { createPullParts } from './pull-parts.ts'
import { createStepLine } from './step-line.ts'
import type { StepBoard } from './step-board.ts'

/** It comes alone and without a line feed. A program may write the same. */
const STEP = /^Step (\d+)\/\d+ : ([^\n]*)$/

/** The builder says by these what its steps say already. */
const BOOKKEEPING =
  /^(?: ---> (?:[0-9a-f]{12}|Running in [0-9a-f]{12}|Using cache)|(?: ---> )?Remov(?:ing|ed) intermediate container [0-9a-f]{12})$/

/** It marks so what came from stderr. */
const STDERR = '\u001b[91m'

/** Reads what Docker's builder of before says, one step after the other. */
export function readClassic(
  outline: DockerfileOutline,
  board: StepBoard,
  now: () => number,
): AnswerReader {
  const steps = createStepLine(board, now)
  const pulls = createPullParts(board)
  let imageId: string | undefined
  let last = 0

  function begin(number: number, words: string) {
    last = number
    if (number === 1) {
      for (const [at, { text }] of outline.instructions.entries()) {
        steps.expect(`${at + 1}`, nameClassicStep(outline, at + 1, text))
      }
    }
    steps.begin(`${number}`, nameClassicStep(outline, number, words))
  }

  return {
    add(line) {
      imageId = imageIn(line) ?? imageId
      pulls.add(steps.current, line)
      const { stream = '' } = line
      const step = STEP.exec(stream)
      if (Number(step?.[1]) === last + 1) return begin(last + 1, step?.[2] ?? '')
      if (/^ ---> Using cache\n$/.test(stream)) steps.markCached()
      if (steps.takeHeading() && stream === '\n') return
      if (!BOOKKEEPING.test(stream.trimEnd())) {
        board.write(steps.current, stream, stream.startsWith(STDERR))
      }
    },
    get imageId() {
      return imageId
    },
  }
}
