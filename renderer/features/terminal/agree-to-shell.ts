import { agree, engineElsewhere } from '#features/connections'
import type { Consent } from '#lib/consent.ts'
import type { TerminalProgram } from '#shared/contract/terminal.ts'
import { visibleText } from '#shared/visible-text.ts'
import { PLAIN_SHELL } from './terminal-program.ts'
import type { TerminalTarget } from './terminal-target.ts'

/** What is asked for, in two forms: before the container's name, and on the button. */
const WORDS: Readonly<Record<TerminalProgram['kind'], readonly [string, string]>> = {
  shell: ['Open a shell in', 'Open a shell'],
  attach: ['Attach to', 'Attach'],
  debug: ['Run a debug shell beside', 'Run a debug shell'],
}

/** Asks before a shell where everything is confirmed: what is typed there is asked about no more. */
export function agreeToShell(
  target: TerminalTarget,
  { kind }: TerminalProgram = PLAIN_SHELL,
): Promise<Consent | undefined> {
  const [what, verb] = WORDS[kind]
  const { connection, name } = target
  return agree([target], {
    always: false,
    question() {
      const engine = engineElsewhere(connection)
      const where = engine === undefined ? '' : ` on ${visibleText(engine)}`
      return {
        tier: 1,
        question: `${what} container "${visibleText(name)}"${where}?`,
        objects: [],
        verb,
        consequence: 'What is typed there is done at once, without another question.',
      }
    },
  })
}
