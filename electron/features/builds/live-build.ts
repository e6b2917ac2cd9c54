import type { BuildLine, BuildStep } from '#shared/contract/builds.ts'
import type { BuildDetails, DockerfileRead } from './saved-builds.ts'

/** What is said of a build that goes on. */
export interface LiveBuild {
  /** As it is now; it does not change any more. */
  details(): BuildDetails
  setDockerfile(read: DockerfileRead): void
  setSteps(steps: readonly BuildStep[]): void
  addLine(line: BuildLine): void
}

/** More of one build nobody reads; the last are those that tell why. */
const MAX_LINES = 20_000

/** Of long lines fewer are kept. */
const MAX_LOG_CHARS = 4_000_000

/** Room above both, so that not each line moves all of them. */
const SLACK = 1.1

/** Nothing is said yet. */
export function createLiveBuild(onChange: () => void): LiveBuild {
  let read: DockerfileRead = {}
  let steps: readonly BuildStep[] = []
  let lines: BuildLine[] = []
  let chars = 0
  let droppedLines = 0

  function dropOldest() {
    let from = Math.max(0, lines.length - MAX_LINES)
    chars -= charsOf(lines.slice(0, from))
    while (chars > MAX_LOG_CHARS) chars -= lines[from++]?.text.length ?? 0
    lines = lines.slice(from)
    droppedLines += from
  }

  return {
    details: () => ({ ...read, steps, lines: [...lines], droppedLines }),
    setDockerfile(next) {
      read = next
      onChange()
    },
    setSteps(next) {
      steps = next
      onChange()
    },
    addLine(line) {
      lines.push(line)
      chars += line.text.length
      if (lines.length > MAX_LINES * SLACK || chars > MAX_LOG_CHARS * SLACK) dropOldest()
      onChange()
    },
  }
}

function charsOf(lines: readonly BuildLine[]): number {
  return lines.reduce((all, { text }) => all + text.length, 0)
}
