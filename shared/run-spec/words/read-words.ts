import { cmdWords } from './cmd-words.ts'
import { posixWords } from './posix-words.ts'
import { powershellWords } from './powershell-words.ts'
import type { ShellName, ShellText } from './word.ts'

/** The words of a text, by the shell that it was written for. */
export function readWords(text: string, shell: ShellName = guessShell(text)): ShellText {
  switch (shell) {
    case 'bash':
      return posixWords(text)
    case 'powershell':
      return powershellWords(text)
    case 'cmd':
      return cmdWords(text)
    default:
      return shell satisfies never
  }
}

/** By how its lines go on, by variables, and by paths that bash would lose the backslashes of. */
function guessShell(text: string): ShellName {
  if (/`[ \t]*\r?\n/.test(text) || /\$(env:|\{?PWD\}?\.Path)/i.test(text)) return 'powershell'
  if (/\^[ \t]*\r?\n/.test(text) || /%(cd|userprofile|appdata|homepath|username)%/i.test(text))
    return 'cmd'
  const hasDrivePath = /(^|[\s=:"])[A-Za-z]:\\\w/.test(text)
  return hasDrivePath && !/\\\r?\n/.test(text) ? 'powershell' : 'bash'
}
