import { agree, engineElsewhere } from '#features/connections'
import type { Consent } from '#lib/consent.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { TerminalTarget } from './terminal-target.ts'

/** Asks before a shell where everything is confirmed: what is typed there is asked about no more. */
export function agreeToShell(target: TerminalTarget): Promise<Consent | undefined> {
  const { connection, name } = target
  return agree([target], {
    always: false,
    question() {
      const engine = engineElsewhere(connection)
      const where = engine === undefined ? '' : ` on ${visibleText(engine)}`
      return {
        tier: 1,
        question: `Open a shell in container "${visibleText(name)}"${where}?`,
        objects: [],
        verb: 'Open a shell',
        consequence: 'What is typed there is done at once, without another question.',
      }
    },
  })
}
