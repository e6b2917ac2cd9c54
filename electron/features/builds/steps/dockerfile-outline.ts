import { DockerfileParser, type Arg, type From, type Instruction as Parsed } from 'dockerfile-ast'

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
  /** What an `ARG` before the first `FROM` says, without quotes; a later one may name an earlier one. */
  readonly globals: readonly { readonly name: string; readonly value: string }[]
  /** The image that reads it, where it says one: `# syntax=docker/dockerfile:1`. */
  readonly syntax?: string
}

/** Reads what is there; what is no Dockerfile has fewer instructions, or none. */
export function outlineOf(dockerfile: string): DockerfileOutline {
  const stages: Stage[] = []
  const globals: { name: string; value: string }[] = []
  const lines = dockerfile.split(/\r?\n/)
  const instructions: Instruction[] = []
  for (const parsed of DockerfileParser.parse(dockerfile).getInstructions()) {
    const keyword = parsed.getKeyword()
    if (keyword === 'FROM') stages.push(stageOf(parsed as From))
    if (keyword === 'ARG' && stages.length === 0) globals.push(...globalsOf(parsed as Arg))
    instructions.push({
      line: parsed.getRange().start.line + 1,
      keyword,
      text: textOf(parsed, lines),
      ...(stages.length > 0 && { stage: stages.length - 1 }),
    })
  }
  const syntax = /^#\s*syntax\s*=\s*(\S+)/im.exec(dockerfile)?.[1]
  return { instructions, stages, globals, ...(syntax !== undefined && { syntax }) }
}

/** As much of it as is built for a target: what comes after it is not looked at. */
export function outlineUpTo(
  outline: DockerfileOutline,
  target: string | undefined,
): DockerfileOutline {
  if (target === undefined) return outline
  const named = outline.stages.findIndex(({ name }) => name === target.toLowerCase())
  const last = named === -1 && /^\d+$/.test(target) ? Number(target) : named
  if (last === -1) return outline
  return {
    ...outline,
    stages: outline.stages.slice(0, last + 1),
    instructions: outline.instructions.filter(({ stage = 0 }) => stage <= last),
  }
}

function globalsOf(arg: Arg) {
  return arg
    .getProperties()
    .map((property) => ({ name: property.getName(), value: property.getValue() ?? '' }))
}

function stageOf(from: From): Stage {
  const name = from.getBuildStage()
  return { from: from.getImage() ?? '', ...(name !== null && { name: name.toLowerCase() }) }
}

/** The parser keeps flags apart; builders say them where they are. */
function textOf(parsed: Parsed, lines: readonly string[]): string {
  const { start, end } = parsed.getRange()
  const own = lines.slice(start.line, end.line + 1).filter((line) => !/^\s*#/.test(line))
  const words = own
    .map((line, at) => (at < own.length - 1 ? line.replace(/[\\`]\s*$/, '') : line))
    .join(' ')
    .trim()
  const keyword = parsed.getKeyword()
  return `${keyword}${words.slice(keyword.length)}`.replaceAll(/\s+/g, ' ')
}
