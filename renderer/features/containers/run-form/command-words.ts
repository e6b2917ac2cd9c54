import { posixWords } from '#shared/run-spec/words/posix-words.ts'

/** The words of a command line, and why they may not be what is meant. */
export interface CommandWords {
  readonly words: readonly string[]
  readonly problem?: string
}

/** Reads words as bash would; nothing is put in and nothing else is done. */
export function commandWords(line: string): CommandWords {
  const { commands, remarks } = posixWords(line)
  const words = commands.flat()
  const expanding = words.find(({ expands }) => expands.length > 0)
  const problem =
    remarks[0]?.why ??
    (commands.length > 1
      ? "No shell reads this line, so nothing parts its commands: write sh -c '…'"
      : expanding &&
        `No shell reads this line, so ${expanding.typed} stays as it is: write sh -c '…'`)
  return { words: words.map(({ text }) => text), ...(problem !== undefined && { problem }) }
}
