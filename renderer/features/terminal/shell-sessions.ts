import type { Consent } from '#lib/consent.ts'
import type { TerminalProgram } from '#shared/contract/terminal.ts'
import { engine } from '../../ipc/client.ts'
import { SafeTerminal } from '../../xterm/index.ts'
import { agreeToShell } from './agree-to-shell.ts'
import { startSession, type ShellSession } from './shell-session.ts'
import { handleTerminalKeys } from './terminal-clipboard.ts'
import type { TerminalTarget } from './terminal-target.ts'

/** Shows a program in a tab of its own. */
type Opener = (target: TerminalTarget, program: TerminalProgram, consent?: Consent) => void

const sessions = new Map<string, ShellSession>()
const adopters = new Set<(session: ShellSession) => void>()
const openers = new Set<Opener>()

/** Runs a program in a container, the best shell if none is named; it lives until `endSession`. */
export function openSession(
  target: TerminalTarget,
  consent: Consent,
  program?: TerminalProgram,
): ShellSession {
  const terminal = new SafeTerminal({ kind: 'shell', label: 'Terminal input', openLink })
  const session = startSession(target, terminal, engine.terminal, consent, program)
  handleTerminalKeys(session)
  sessions.set(session.id, session)
  return session
}

/** A session that has not been ended. */
export function sessionOf(id: string): ShellSession | undefined {
  return sessions.get(id)
}

/** Starts another shell in the terminal of one that has ended, if the person agrees or has done so. */
export async function reconnectSession(session: ShellSession, given?: Consent): Promise<void> {
  if (!session.hasEnded()) return
  const consent = given ?? (await agreeToShell(session.target, session.program))
  if (consent) session.reconnect(consent)
}

/** Ends a shell and all that it started. */
export function endSession(id: string): void {
  sessions.get(id)?.close()
  sessions.delete(id)
}

/** Takes in sessions whose pane has gone while a person worked in them. Returns the undo. */
export function adoptSessions(adopter: (session: ShellSession) => void): () => void {
  adopters.add(adopter)
  return () => void adopters.delete(adopter)
}

/** Opens the terminals that are asked for where there is no dock at hand. Returns the undo. */
export function openProgramsBy(opener: Opener): () => void {
  openers.add(opener)
  return () => void openers.delete(opener)
}

/** Shows a program in a tab of its own, or in that where it runs. */
export function openProgram(
  target: TerminalTarget,
  program: TerminalProgram,
  consent?: Consent,
): void {
  const [opener] = openers
  opener?.(target, program, consent)
}

/** The pane of a session goes away: one that was used goes on elsewhere, any other ends. */
export function leaveSession(session: ShellSession): void {
  const [adopter] = adopters
  if (adopter && session.wasUsed() && session.status().kind === 'running') adopter(session)
  else endSession(session.id)
}

/** Whoever wrote the output chose the address: the person is shown the real host first. */
function openLink(url: string): void {
  // Main refuses what is no web address, and there is nothing to do about that.
  void engine.desktop.openLink({ url, ask: true }).catch(() => {})
}
