import { UNASKED, type Consent } from '#lib/consent.ts'
import { confirm, type ConfirmOptions } from '#ui/confirm.tsx'
import { connectionOf } from './queries.ts'

interface OnConnection {
  readonly connection: string
}

interface Agreement {
  /** Made only where it is asked. */
  question(): ConfirmOptions | Promise<ConfirmOptions>
  /** Whether it is asked on every connection. */
  readonly always: boolean
}

/**
 * The one rule of questions before something changes: on a connection that confirms everything a
 * person is always asked, and elsewhere where the action itself takes a yes. Undefined: they said no.
 */
export async function agree(
  targets: readonly OnConnection[],
  { question, always }: Agreement,
): Promise<Consent | undefined> {
  if (!always && !targets.some(confirmsEverything)) return UNASKED
  return confirm(await question())
}

function confirmsEverything({ connection }: OnConnection): boolean {
  return connectionOf(connection)?.mode === 'confirm'
}
