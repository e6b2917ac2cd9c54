import { plainSpec, type RunSpec } from '../run-spec.ts'
import { DEFAULT_NETWORK, UNNAMED } from '../flags/place-flags.ts'
import { BadValue } from '../values/bad-value.ts'
import { readWords } from '../words/read-words.ts'
import type { ShellName, Word } from '../words/word.ts'
import { findRun, type FoundRun } from './find-run.ts'
import { imageProblem } from './image-problem.ts'
import { lookOver } from './look-over.ts'
import type { Problem } from './problem.ts'
import { readFlags, type GivenFlag } from './read-flags.ts'

export interface ParsedRun {
  /** What could be read, also where something is wrong. */
  readonly spec: RunSpec
  readonly problems: readonly Problem[]
}

/** A prompt that was copied along, on the first line and on those that go on. */
const PROMPT = /^\s*(?:[$#>%]|PS [^>\n]*>|[A-Z]:\\[^>\n]*>)[ \t]+(?=\S)/
const NEXT_PROMPT = /([\\`^][ \t]*\r?\n)>+ /g

/** A line of `docker run`, `docker create` or `podman run` as a spec. Nothing is run and no file read. */
export function parseRunLine(text: string, shell?: ShellName): ParsedRun {
  const line = text.replace(PROMPT, '').replaceAll(NEXT_PROMPT, '$1')
  const { commands, remarks } = readWords(line, shell)
  const run = findRun({ commands, remarks })
  if (!run) return { spec: plainSpec(''), problems: [...remarks, noRun(commands)] }
  const { spec, problems } = readRun(run)
  return { spec, problems: [...remarks, ...run.problems, ...problems] }
}

function noRun([command = []]: readonly (readonly Word[])[]): Problem {
  const word = command
    .map(({ typed }) => typed)
    .slice(0, 3)
    .join(' ')
  return { kind: 'wrong', word, why: 'this is no docker run, docker create or podman run' }
}

function readRun({ words, variables }: FoundRun): ParsedRun {
  const { given, problems, rest } = readFlags(words)
  const [image, ...cmd] = rest
  const start = { ...plainSpec(image?.text ?? ''), cmd: cmd.map(({ text }) => text) }
  const applied = applyFlags(start, given)
  const spec = withVariables(withNamedNetwork(applied.spec), variables)
  const why = imageProblem(spec.image)
  const noImage =
    why === undefined || image?.expands.length
      ? []
      : [{ kind: 'wrong', word: image?.typed ?? '', why } as const]
  return {
    spec,
    problems: [
      ...problems,
      ...applied.problems,
      ...noImage,
      ...expansions(words),
      ...lookOver(spec),
    ],
  }
}

function applyFlags(start: RunSpec, given: readonly GivenFlag[]): ParsedRun {
  const problems: Problem[] = []
  let spec = start
  for (const { flag, value, typed } of given) {
    try {
      spec = flag.read(spec, value)
    } catch (cause) {
      if (!(cause instanceof BadValue)) throw cause
      problems.push({ kind: 'wrong', word: typed, why: cause.message })
    }
  }
  return { spec, problems }
}

/** Something was said of its place in a network, and no network was named. */
function withNamedNetwork(spec: RunSpec): RunSpec {
  const [first, ...others] = spec.networks
  if (first?.name !== UNNAMED) return spec
  return { ...spec, networks: [{ ...first, name: DEFAULT_NETWORK }, ...others] }
}

function withVariables(spec: RunSpec, variables: ReadonlyMap<string, string>): RunSpec {
  const env = spec.env.map((variable) => {
    const value = variable.value ?? variables.get(variable.name)
    return value === undefined ? variable : { ...variable, value }
  })
  return { ...spec, env }
}

function expansions(words: readonly Word[]): readonly Problem[] {
  const why = 'your shell puts something in here, and this app does not: write out what is meant'
  return words
    .filter(({ expands }) => expands.length > 0)
    .map(({ typed }) => ({ kind: 'attention', word: typed, why }))
}
