import { useEffect, useState } from 'react'
import type { Consent } from '#lib/consent.ts'
import type { ShellSession } from './shell-session.ts'
import { leaveSession, openSession } from './shell-sessions.ts'
import { TerminalPanel } from './terminal-panel.tsx'
import type { TerminalTarget } from './terminal-target.ts'

interface TerminalViewProps {
  readonly target: TerminalTarget
  /** To this one shell. */
  readonly consent: Consent
}

/** A shell in one container, for as long as its pane is there. Another container needs a `key`. */
export function TerminalView({ target, consent }: TerminalViewProps) {
  const [session, setSession] = useState<ShellSession>()
  // The first name stays: a container that is renamed must not lose its shell.
  const [{ connection, id, name }] = useState(target)
  useEffect(() => {
    const opened = openSession({ connection, id, name }, consent)
    // oxlint-disable-next-line react/set-state-in-effect -- a shell must not start while drawing
    setSession(opened)
    return () => leaveSession(opened)
  }, [connection, id, name, consent])
  if (!session) return null
  return <TerminalPanel key={session.id} session={session} name={target.name} focusWish={1} />
}
