import { readSettings, updateSettings } from '#features/settings'
import { errorText } from '#lib/error-text.ts'
import { toast } from '#ui/toast.tsx'
import type { LogSession } from './log-session.ts'
import type { LogLook } from './log-state.ts'

/** Shows the lines of a log otherwise, and those of every view that is opened later. */
export function changeLook(session: LogSession, change: Partial<LogLook>): void {
  session.look(change)
  const { wrap, stamps, stampStyle } = session.state()
  updateSettings({ logView: { wrap, stamps, stampStyle } }).catch((cause: unknown) =>
    toast({ kind: 'error', text: errorText(cause) }),
  )
}

/** Shows them as was wished last. */
export function recallLook(session: LogSession): void {
  // Nobody misses what cannot be read: the lines are there, and the next choice is told of.
  void readSettings().then(
    ({ logView }) => session.look(logView),
    () => {},
  )
}
