import type { Build, BuildLine, BuildNews, BuildStep } from '#shared/contract/builds.ts'

/**
 * All that is known of a build. Another object at each change; the lists of lines only grow, and are other
 * ones once the oldest lines are left out.
 */
export interface Journal {
  readonly build: Build
  readonly steps: readonly BuildStep[]
  readonly lines: readonly BuildLine[]
  /** So many came before these, and are not kept. */
  readonly droppedLines: number
  /** Of one step, in the order in which it wrote them. */
  linesOf(step: string): readonly BuildLine[]
}

/** Main keeps fewer; a build that is looked at may write without end. */
const MAX_LINES = 50_000

/** To leave some out costs a look at all of them, so it is done for so many at once. */
const LEFT_OUT_AT_ONCE = 10_000

const NO_LINES: readonly BuildLine[] = []

/** Keeps what comes of a build: each line is looked at once, however many there are. */
export function createJournalKeeper() {
  let steps: readonly BuildStep[] = []
  let lines: BuildLine[] = []
  const byStep = new Map<string, BuildLine[]>()
  const file = (line: BuildLine) => {
    if (line.step !== undefined) listOf(byStep, line.step).push(line)
  }
  let droppedLines = 0
  return {
    take(news: BuildNews): Journal {
      steps = news.steps ?? steps
      for (const line of news.lines) {
        lines.push(line)
        file(line)
      }
      droppedLines += news.droppedLines ?? 0
      if (lines.length >= MAX_LINES + LEFT_OUT_AT_ONCE) {
        droppedLines += lines.length - MAX_LINES
        // The list that is shown stays as it is until the next one is drawn.
        lines = lines.slice(-MAX_LINES)
        byStep.clear()
        lines.forEach(file)
      }
      return {
        build: news.build,
        steps,
        lines,
        droppedLines,
        linesOf: (step) => byStep.get(step) ?? NO_LINES,
      }
    },
  }
}

function listOf(byStep: Map<string, BuildLine[]>, step: string): BuildLine[] {
  const known = byStep.get(step)
  if (known) return known
  const made: BuildLine[] = []
  byStep.set(step, made)
  return made
}
