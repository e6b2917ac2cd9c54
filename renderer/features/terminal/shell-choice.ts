import type { TerminalProgram } from '#shared/contract/terminal.ts'
import { visibleText } from '#shared/visible-text.ts'
import { splitWords } from './split-words.ts'

/** What was typed and chosen, by the names of the fields. */
type Values = Readonly<Record<string, string | boolean>>

/** In the list of shells, for a program that is none. */
export const OWN_COMMAND = 'Another command'

const VARIABLE = /^[^=\s][^=]*=/

/** Whether a command is asked for in place of a shell. */
export function isOwnCommand({ shell }: Values): boolean {
  return shell === OWN_COMMAND
}

/** What the form's values mean. */
export function toProgram(values: Values): TerminalProgram & { kind: 'shell' } {
  const text = (name: string) => String(values[name] ?? '').trim()
  const shell = text('shell')
  const [first = shell, ...words] = isOwnCommand(values)
    ? (splitWords(text('command')) ?? [])
    : [shell]
  const [user, folder, env] = [text('user'), text('folder'), variables(text('env'))]
  return {
    kind: 'shell',
    command: [first, ...words],
    ...(user !== '' && { user }),
    ...(folder !== '' && { folder }),
    ...(env.length > 0 && { env }),
  }
}

/** What is wrong with a command line, if anything. */
export function commandProblem(line: string): string | undefined {
  const words = splitWords(line)
  if (!words) return 'A quote is not closed'
  return words[0] ? undefined : 'Write the command that is to run'
}

/** What is wrong with a folder, if anything; none at all is right too. */
export function folderProblem(folder: string): string | undefined {
  const isFine = folder.trim() === '' || folder.trim().startsWith('/')
  return isFine ? undefined : 'Write the whole path, from "/" on'
}

/** What is wrong with the variables, if anything. */
export function envProblem(lines: string): string | undefined {
  const wrong = variables(lines).find((line) => !VARIABLE.test(line))
  return wrong === undefined ? undefined : `Write "${visibleText(wrong)}" as NAME=value`
}

function variables(lines: string): string[] {
  return lines
    .split('\n')
    .map((line) => line.trimStart())
    .filter((line) => line !== '')
}
