import { FLAGS } from './flags/flags.ts'
import type { RunSpec } from './run-spec.ts'
import { quotePosix } from './words/quote-posix.ts'

/** One thing that two specs say differently, in the words of `docker run`. */
export interface SpecChange {
  /** `--env`, `image` or `command`. */
  readonly what: string
  /** What only the former says; nothing, where it was left to the image or the engine. */
  readonly before: readonly string[]
  /** What only the latter says. */
  readonly after: readonly string[]
}

/** A spec, and the same as it may be shown: with masks in the place of secrets. */
export interface ShownSpec {
  readonly spec: RunSpec
  readonly shown: RunSpec
}

/** All that a container made as the latter says has otherwise than one made as the former says. */
export function diffSpecs(former: ShownSpec, latter: ShownSpec): readonly SpecChange[] {
  return PARTS.flatMap(({ what, write }) => {
    // What is told apart is what is meant, and not what is shown of it.
    const before = pairsOf(former, write)
    const after = pairsOf(latter, write)
    const change = {
      what,
      before: onlyIn(before, after),
      after: onlyIn(after, before),
    }
    return change.before.length + change.after.length > 0 ? [change] : []
  })
}

interface Part {
  readonly what: string
  readonly write: (spec: RunSpec) => readonly string[]
}

/** Whether somebody waits for it, and where its image comes from, is nothing of the container. */
const OF_THE_MOMENT: ReadonlySet<string> = new Set(['detach', 'attach', 'pull', 'entrypoint'])

const PARTS: readonly Part[] = [
  { what: 'image', write: ({ image }) => [image] },
  ...FLAGS.filter(({ name }) => !OF_THE_MOMENT.has(name)).map(({ name, write }): Part => ({
    what: `--${name}`,
    write,
  })),
  { what: 'entrypoint', write: ({ entrypoint }) => (entrypoint ? [line(entrypoint)] : []) },
  { what: 'command', write: ({ cmd }) => (cmd.length > 0 ? [line(cmd)] : []) },
]

interface Pair {
  readonly meant: string
  readonly shown: string
}

function pairsOf({ spec, shown }: ShownSpec, write: Part['write']): readonly Pair[] {
  const texts = write(shown)
  return write(spec).map((meant, at) => ({ meant, shown: texts[at] ?? '' }))
}

function onlyIn(these: readonly Pair[], those: readonly Pair[]): readonly string[] {
  const others = new Set(those.map(({ meant }) => meant))
  return these.filter(({ meant }) => !others.has(meant)).map(({ shown }) => shown)
}

function line(words: readonly string[]): string {
  return words.map(quotePosix).join(' ')
}
