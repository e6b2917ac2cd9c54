import { DockerfileParser, type From, type Instruction as Parsed } from 'dockerfile-ast'

/** One instruction of a Dockerfile. */
export interface Instruction {
  /** From 1. */
  readonly line: number
  /** In capitals. */
  readonly keyword: string
  /** On one line, without comments: `RUN make`. */
  readonly text: string
  /** From 0; absent for an `ARG` before the first `FROM`. */
  readonly stage?: number
}

/** What begins with a `FROM`. */
export interface Stage {
  readonly name?: string
  /** As it is written, variables and all: an image, or the name of an earlier stage. */
  readonly from: string
}

/** What builders count of a Dockerfile. */
export interface DockerfileOutline {
  readonly instructions: readonly Instruction[]
  readonly stages: readonly Stage[]
}

/** Reads what is there; what is no Dockerfile has fewer instructions, or none. */
export function outlineOf(dockerfile: string): DockerfileOutline {
  const stages: Stage[] = []
  const lines = dockerfile.split(/\r?\n/)
  const instructions = DockerfileParser.parse(dockerfile)
    .getInstructions()
    .map((parsed) => {
      const keyword = parsed.getKeyword()
      if (keyword === 'FROM') stages.push(stageOf(parsed as From))
      return {
        line: parsed.getRange().start.line + 1,
        keyword,
        text: textOf(parsed, lines),
        ...(stages.length > 0 && { stage: stages.length - 1 }),
      }
    })
  return { instructions, stages }
}

function stageOf(from: From): Stage {
  const name = from.getBuildStage()
  return { from: from.getImage() ?? '', ...(name !== null && { name: name.toLowerCase() }) }
}

/** The parser keeps flags apart; builders say them where they are. */
function textOf(parsed: Parsed, lines: readonly string[]): string {
  const { start, end } = parsed.getRange()
  const own = lines.slice(start.line, end.line + 1).filter((line) => !/^\s*#/.test(line))
  const words = own.map((line) => line.replace(/[\\`]\s*$/, '')).join(' ')
  return words.replaceAll(/\s+/g, ' ').trim()
}
