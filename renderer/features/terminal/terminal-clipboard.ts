import { chordOf } from '#lib/chord.ts'
import { isMac } from '#lib/platform.ts'
import { visibleText } from '#shared/visible-text.ts'
import { confirm } from '#ui/confirm.tsx'
import { engine } from '../../ipc/client.ts'
import { cleanPaste, pastedLines } from './clean-paste.ts'
import type { ShellSession } from './shell-session.ts'
import { terminalKey } from './terminal-key.ts'

/** Gives copy, paste, clear and find their keys; all others go to the shell. */
export function handleTerminalKeys(session: ShellSession): void {
  const { term } = session.terminal
  term.attachCustomKeyEventHandler((event) => {
    const place = { mac: isMac, hasSelection: term.hasSelection() }
    const action = terminalKey(chordOf(event), place)
    if (action === 'shell') return true
    event.preventDefault()
    // A key goes down, is typed and comes up; it acts once.
    if (event.type !== 'keydown') return false
    if (action === 'copy') copySelection(session)
    if (action === 'paste') void pasteFromClipboard(session)
    if (action === 'clear') term.clear()
    if (action === 'find') session.wishFind()
    return false
  })
}

/** Copies what is selected; the next Ctrl+C then interrupts again. */
export function copySelection({ terminal: { term } }: ShellSession): void {
  void engine.desktop.copyText({ text: term.getSelection() })
  term.clearSelection()
}

/** Types what is on the clipboard. Only ever on the person's own key or choice. */
export async function pasteFromClipboard(session: ShellSession): Promise<void> {
  await pasteText(session, await engine.desktop.readText({}))
}

/** Types a text as if it were pasted, and asks first where each of its lines would run at once. */
export async function pasteText(session: ShellSession, text: string): Promise<void> {
  const { term } = session.terminal
  const cleaned = cleanPaste(text)
  const lines = pastedLines(cleaned)
  if (lines > 1 && !term.modes.bracketedPasteMode && !(await mayRunLines(session, lines))) return
  if (session.status().kind === 'closed') return
  term.paste(cleaned)
  term.focus()
}

async function mayRunLines({ target }: ShellSession, lines: number): Promise<boolean> {
  const yes = await confirm({
    tier: 1,
    question: `Paste ${lines.toLocaleString('en')} lines into the shell in "${visibleText(target.name)}"?`,
    objects: [],
    verb: 'Paste',
    consequence: 'This shell runs each line as it comes in.',
  })
  return yes !== undefined
}
