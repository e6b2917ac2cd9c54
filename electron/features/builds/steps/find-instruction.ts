import { versionOf } from '#shared/image-reference/image-reference.ts'
import { readReference } from '#shared/image-reference/read-reference.ts'
import type { DockerfileOutline, Instruction } from './dockerfile-outline.ts'
import { fits, keywordOf } from './fits-words.ts'

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

/** `[linux/amd64 base  2/12] RUN make`: platform and stage are said only where there are several. */
const VERTEX = /^\[ *(?:[\w-]+\/[\w/.-]+ +)?(?:([^\s\]]+) +)?(\d+)\/\d+\] (.*)$/s

/**
 * Finds the instruction that a step of BuildKit does. What it does besides is of one only where it fails
 * for that.
 */
export function nameVertex(outline: DockerfileOutline, name: string, hasFailed = false): StepName {
  const found = VERTEX.exec(name)
  if (!found) {
    return { words: name, ...withInstruction(hasFailed ? baseOf(outline, name) : undefined) }
  }
  const [, stage, position, words = ''] = found
  const index = stage === undefined ? outline.stages.length - 1 : stageIndex(outline, stage)
  const own = instructionsOf(outline, index)
  const preferred = vertexesOf(outline, own, index)[Number(position) - 1]
  return {
    words,
    ...(stage !== undefined && { stage: stage.replace(/^stage-/, '') }),
    ...withInstruction(choose(own, words, preferred)),
  }
}

/** The instruction with this number, from 1, as Docker's builder of before counts: all of them. */
export function nameClassicStep(
  { instructions, stages }: DockerfileOutline,
  number: number,
  words: string,
): StepName {
  const instruction = instructions[number - 1]
  if (instruction?.keyword !== keywordOf(words)) return { words }
  return { words, ...stageName(stages, instruction), instruction }
}

/** Podman counts within a stage, both from 1. A trigger moves the numbers of what follows it. */
export function nameBuildahStep(
  outline: DockerfileOutline,
  {
    stage,
    number,
    words,
  }: { readonly stage: number; readonly number: number; readonly words: string },
): StepName {
  const own = instructionsOf(outline, stage - 1)
  const instruction = choose(own, words, own[number - 1])
  if (!instruction) return { words }
  return { words, ...stageName(outline.stages, instruction), instruction }
}

function instructionsOf({ instructions }: DockerfileOutline, index: number) {
  return instructions.filter(({ stage }) => stage === index)
}

/** The one that says this; where several do, the one that is where the builder counts it. */
function choose(
  own: readonly Instruction[],
  words: string,
  preferred: Instruction | undefined,
): Instruction | undefined {
  // Builders write the image of a stage in their own way.
  if (keywordOf(words) === 'FROM') return own[0]
  const fitting = own.filter((one) => fits(one, words))
  if (fitting.length < 2) return fitting[0]
  return fitting.find((one) => one === preferred)
}

/** What BuildKit counts of a stage, as long as its base image has no triggers. */
function vertexesOf(
  { stages }: DockerfileOutline,
  own: readonly Instruction[],
  index: number,
): readonly Instruction[] {
  const { from = '' } = stages[index] ?? {}
  const isOfStage = stages.slice(0, index).some(({ name }) => name === from.toLowerCase())
  const steps = own.filter(({ keyword, text }) => IN_STEPS.has(keyword) && text !== 'WORKDIR /')
  return isOfStage || from === 'scratch' ? steps : [...own.slice(0, 1), ...steps]
}

/** `[internal] load metadata for docker.io/library/busybox:1` fails for the `FROM` that wants it. */
function baseOf(
  { instructions, stages }: DockerfileOutline,
  name: string,
): Instruction | undefined {
  const image = /^\[internal\] load metadata for (\S+)$/.exec(name)?.[1]
  const wanted = image === undefined ? undefined : canonical(image)
  if (wanted === undefined) return undefined
  const index = stages.findIndex(({ from }) => canonical(from) === wanted)
  return instructions.find(({ keyword, stage }) => keyword === 'FROM' && stage === index)
}

function canonical(image: string): string | undefined {
  const { reference } = readReference(image)
  return reference && `${reference.domain}/${reference.path}:${versionOf(reference)}`
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
