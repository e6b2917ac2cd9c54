import type { DockerfileOutline, Instruction } from './dockerfile-outline.ts'

/** Of these BuildKit makes a step each, beside the image that a stage begins with. */
const IN_STEPS: ReadonlySet<string> = new Set(['ADD', 'COPY', 'RUN', 'WORKDIR'])

/** What a builder calls one of its steps, apart. */
export interface StepName {
  /** `RUN make` */
  readonly words: string
  /** Where the builder says it: `base`, or its number from 0. */
  readonly stage?: string
  readonly instruction?: Instruction
}

/** `[linux/amd64 base 2/3] RUN make`, where platform and stage are said only where there are several. */
const VERTEX = /^\[(?:[\w-]+\/[\w/.-]+ )?(?:([^\s\]]+) +)?(\d+)\/(\d+)\] (.*)$/s

/**
 * Finds the instruction that a step of BuildKit does. What it does besides is of one only where it fails
 * for that.
 */
export function nameVertex(outline: DockerfileOutline, name: string, hasFailed = false): StepName {
  const found = VERTEX.exec(name)
  if (!found) {
    return { words: name, ...withInstruction(hasFailed ? baseOf(outline, name) : undefined) }
  }
  const [, stage, position, all, words = ''] = found
  const index = stage === undefined ? outline.stages.length - 1 : stageIndex(outline, stage)
  const own = outline.instructions.filter((one) => one.stage === index)
  // Steps of a trigger come first, and are written in another Dockerfile: count from the end.
  const counted = own.filter(({ keyword }) => IN_STEPS.has(keyword))
  const instruction =
    keywordOf(words) === 'FROM'
      ? own[0]
      : counted[counted.length - 1 - (Number(all) - Number(position))]
  return {
    words,
    ...(stage !== undefined && { stage: stage.replace(/^stage-/, '') }),
    ...withInstruction(isOf(instruction, words) ? instruction : undefined),
  }
}

/** The instruction with this number, from 1, as Docker's builder of before counts: all of them. */
export function nameClassicStep(
  { instructions, stages }: DockerfileOutline,
  number: number,
  words: string,
): StepName {
  const instruction = instructions[number - 1]
  if (!instruction || !isOf(instruction, words)) return { words }
  return { words, ...stageName(stages, instruction), instruction }
}

/** Podman counts within a stage, both from 1. A trigger moves the numbers of what follows it. */
export function nameBuildahStep(
  { instructions, stages }: DockerfileOutline,
  {
    stage,
    number,
    words,
  }: { readonly stage: number; readonly number: number; readonly words: string },
): StepName {
  const own = instructions.filter((one) => one.stage === stage - 1)
  const instruction =
    own.slice(number - 1).find((one) => isOf(one, words)) ??
    own.findLast((one) => one.text === words)
  if (!instruction) return { words }
  return { words, ...stageName(stages, instruction), instruction }
}

/** `[internal] load metadata for docker.io/library/busybox:1` fails for the `FROM` that wants it. */
function baseOf(
  { instructions, stages }: DockerfileOutline,
  name: string,
): Instruction | undefined {
  const image = /^\[internal\] load metadata for (\S+)$/.exec(name)?.[1]
  if (image === undefined) return undefined
  const index = stages.findIndex(
    ({ from }) => from !== '' && [from, `${from}:latest`].some((end) => image.endsWith(end)),
  )
  return instructions.find(({ keyword, stage }) => keyword === 'FROM' && stage === index)
}

function stageIndex({ stages }: DockerfileOutline, stage: string): number {
  const named = stages.findIndex(({ name }) => name === stage.toLowerCase())
  return named === -1 ? Number(/^stage-(\d+)$/.exec(stage)?.[1] ?? -1) : named
}

function stageName(stages: DockerfileOutline['stages'], { stage }: Instruction) {
  if (stage === undefined || stages.length < 2) return {}
  return { stage: stages[stage]?.name ?? `${stage}` }
}

function withInstruction(instruction: Instruction | undefined) {
  return instruction ? { instruction } : {}
}

function isOf(instruction: Instruction | undefined, words: string): boolean {
  return instruction?.keyword === keywordOf(words)
}

function keywordOf(words: string): string {
  return /^[a-z]+/i.exec(words)?.[0].toUpperCase() ?? ''
}
