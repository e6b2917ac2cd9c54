import { imageIn, type AnswerReader } from './answer-reader.ts'
import type { DockerfileOutline } from './dockerfile-outline.ts'
import { nameBuildahStep } from './find-instruction.ts'
import type { StepBoard } from './step-board.ts'
import { createStepLine } from './step-line.ts'

/**
 * `[2/3] STEP 1/4: FROM busybox`; with one stage only, it is not said which, and past the end, where
 * triggers came between, not of how many.
 */
const STEP = /^(?:\[(\d+)\/\d+\] )?STEP (\d+)(?:\/\d+)?: (.*)$/s

const BOOKKEEPING = /^--> (?:Using cache )?[0-9a-f]+$/

/** The last words, which are of no step. */
const CLOSING = /^(?:\[\d+\/\d+\] )?COMMIT(?: |$)/

/** Reads what Podman's builder says. A stage is built when a later one asks for it. */
export function readBuildah(
  outline: DockerfileOutline,
  board: StepBoard,
  now: () => number,
): AnswerReader {
  const steps = createStepLine(board, now)
  /** The number of the last step of each stage: a program may write what looks like one. */
  const last = new Map<number, number>()
  let hasClosed = false
  let imageId: string | undefined

  function asStep([, stage, number, words = '']: RegExpExecArray) {
    const at = { stage: Number(stage ?? outline.stages.length), number: Number(number), words }
    return at.number === (last.get(at.stage) ?? 0) + 1 ? at : undefined
  }

  function begin(at: { readonly stage: number; readonly number: number; readonly words: string }) {
    last.set(at.stage, at.number)
    steps.begin(`${at.stage}.${at.number}`, nameBuildahStep(outline, at))
    hasClosed = false
  }

  return {
    add(line) {
      imageId = imageIn(line) ?? imageId
      const { stream = '' } = line
      const text = stream.trimEnd()
      const found = STEP.exec(text)
      const step = found ? asStep(found) : undefined
      if (step) return begin(step)
      if (text.startsWith('--> Using cache ')) steps.markCached()
      hasClosed ||= CLOSING.test(text)
      if (!BOOKKEEPING.test(text)) board.write(hasClosed ? undefined : steps.current, stream)
    },
    get imageId() {
      return imageId
    },
  }
}
