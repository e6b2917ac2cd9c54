import { chordOf } from '#lib/chord.ts'
import { errorText } from '#lib/error-text.ts'
import { plural } from '#lib/plural.ts'
import { toast } from '#ui/toast.tsx'
import type { LineDetails } from '../../workers/log/line-details.ts'
import { engine } from '../../ipc/client.ts'
import type { LogSession } from './log-session.ts'

type Action = (session: LogSession) => void

/** Columns that an arrow key goes to the side. */
const SIDE_STEP = 8

const ACTIONS: Readonly<Record<string, Action>> = {
  'Mod+C': copySelection,
  'Mod+Shift+C': copySelection,
  'Mod+Insert': copySelection,
  'Mod+A': (session) => session.selectAll(),
  ArrowUp: (session) => session.place.scroll(-1),
  ArrowDown: (session) => session.place.scroll(1),
  ArrowLeft: (session) => session.place.scrollColumns(-SIDE_STEP),
  ArrowRight: (session) => session.place.scrollColumns(SIDE_STEP),
  PageUp: (session) => session.place.scrollPages(-1),
  PageDown: (session) => session.place.scrollPages(1),
  Enter: (session) => openDetails(session),
  'Alt+ArrowUp': (session) => moveDetails(session, -1),
  'Alt+ArrowDown': (session) => moveDetails(session, 1),
  Home: (session) => session.place.goToStart(),
  End: (session) => session.place.follow(true),
  F3: (session) => void session.narrowing.step(1),
  'Shift+F3': (session) => void session.narrowing.step(-1),
}

/** Tells all of the line that one is at, or of the nearest on screen, and goes there. */
export function openDetails(session: LogSession): void {
  session.cursor.open().catch(tellError)
  // Those that are opened take the focus by themselves.
  const view = session.screen.terminal.term.element?.closest('section')
  view?.querySelector<HTMLElement>('[data-arrows]')?.focus()
}

/** Goes on to the line after it, or before it, where details are shown. */
export function moveDetails(session: LogSession, by: 1 | -1): void {
  if (session.state().details) session.cursor.move(by).catch(tellError)
}

/** Puts a line on the clipboard as its container wrote it, however lines are shown. */
export function copyLine({ text, isCut }: LineDetails): void {
  engine.desktop.copyText({ text }).then(() => {
    if (!isCut) return
    const characters = plural(text.length, 'character')
    toast({ kind: 'info', text: `Copied the first ${characters}: the line is longer` })
  }, tellError)
}

/** The same for the line that one is at, or the nearest on screen. */
export function copyCurrentLine(session: LogSession): void {
  session.cursor.line().then((line) => line && copyLine(line), tellError)
}

function closeDetails(session: LogSession): void {
  session.cursor.close()
}

/** Says why something was not done. */
export function tellError(cause: unknown): void {
  toast({ kind: 'error', text: errorText(cause) })
}

/** Gives a log the keys of a text that can only be read; all others are the window's. */
export function handleLogKeys(session: LogSession): void {
  session.screen.terminal.term.attachCustomKeyEventHandler((event) => {
    const chord = chordOf(event)
    // With nothing to close, it is the window's.
    const action = chord === 'Escape' && session.state().details ? closeDetails : ACTIONS[chord]
    if (action && event.type === 'keydown') {
      event.preventDefault()
      event.stopPropagation()
      action(session)
    }
    return false
  })
}

/** Puts what is selected on the clipboard, if anything is. */
export function copySelection(session: LogSession): void {
  copyAll(session).catch(tellError)
}

async function copyAll(session: LogSession): Promise<void> {
  const { text, isCut } = await session.selectedText()
  if (text === '') return
  await engine.desktop.copyText({ text })
  if (!isCut) return
  const lines = plural(text.split('\n').length, 'line')
  toast({ kind: 'info', text: `Copied the first ${lines}: more does not fit on the clipboard` })
}
