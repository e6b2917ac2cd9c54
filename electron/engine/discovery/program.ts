/** A program to run. */
export interface Program {
  /** As one would type it. */
  readonly command: string
  /** One that `findTools` knows, never a path. */
  readonly name: string
  readonly args: readonly string[]
}

/** A command line as its words. */
export type Words = readonly [string, ...string[]]

/** The program that a command line runs. */
export function toProgram(words: Words): Program {
  const [name, ...args] = words
  return { command: words.join(' '), name, args }
}
