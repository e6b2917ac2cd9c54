import type { ShellText, Word } from '../words/word.ts'
import type { Problem } from './problem.ts'

/** A `docker run` among the commands of a text. */
export interface FoundRun {
  readonly verb: 'run' | 'create'
  /** What follows the verb. */
  readonly words: readonly Word[]
  /** Set for this command alone: `TOKEN=x docker run -e TOKEN …` */
  readonly variables: ReadonlyMap<string, string>
  readonly problems: readonly Problem[]
}

const PROGRAM = /(?:^|[/\\])(docker|podman|podman-remote|nerdctl)(\.exe)?$/i
const WRAPPERS = new Set(['sudo', 'doas', 'env', 'time', 'exec', 'command', 'nohup', 'winpty'])

/** Flags of sudo, and of docker and podman before the verb, that take the next word. */
const SUDO_VALUE = /^-[ugpCDRTUh]$/
const GLOBAL_VALUE =
  /^(-H|--host|-c|--context|--config|-l|--log-level|--tlscacert|--tlscert|--tlskey|--connection|--url|--identity|--root|--runroot|--namespace|-n|--address|-a)$/

/** The first command that runs or creates a container. */
export function findRun({ commands }: ShellText): FoundRun | undefined {
  const found = commands.map(readCommand).find((run) => run !== undefined)
  if (!found || commands.length === 1) return found
  const why = 'only the first docker run of the text is taken'
  const others = commands.filter((words) => words.at(-1) !== found.words.at(-1))
  const problems = others.map((words) => ({ kind: 'attention', word: lineOf(words), why }) as const)
  return { ...found, problems: [...problems, ...found.problems] }
}

function lineOf(words: readonly Word[]): string {
  return words.map(({ typed }) => typed).join(' ')
}

function readCommand(words: readonly Word[]): FoundRun | undefined {
  const variables = new Map<string, string>()
  const problems: Problem[] = []
  const rest = [...words]
  while (rest[0] && isBefore(rest[0])) {
    const word = rest.shift()?.text ?? ''
    const [, name, value = ''] = /^([A-Za-z_]\w*)=([^]*)$/.exec(word) ?? []
    if (name === undefined) skipFlags(rest, SUDO_VALUE)
    else variables.set(name, value)
  }
  const program = rest.shift()
  if (!program || !PROGRAM.test(program.text)) return undefined
  for (const flag of skipFlags(rest, GLOBAL_VALUE)) {
    const why = 'which engine it goes to is what the connection here says'
    problems.push({ kind: 'not-carried', word: flag, why })
  }
  if (rest[0]?.text === 'container') rest.shift()
  const verb = rest.shift()?.text
  if (verb !== 'run' && verb !== 'create') return undefined
  return { verb, words: rest, variables, problems }
}

function isBefore({ text, typed }: Word): boolean {
  return WRAPPERS.has(text) || /^[A-Za-z_]\w*=/.test(typed)
}

/** Takes flags off the front, with the values of those that have one. */
function skipFlags(words: Word[], takesValue: RegExp): readonly string[] {
  const skipped: string[] = []
  while (words[0]?.text.startsWith('-')) {
    const flag = words.shift()?.text ?? ''
    const value = takesValue.test(flag) ? words.shift()?.typed : undefined
    skipped.push(value === undefined ? flag : `${flag} ${value}`)
  }
  return skipped
}
