import {
  Bug,
  ClipboardCopy,
  ClipboardPaste,
  Eraser,
  LogOut,
  RotateCw,
  Search,
  TextSelect,
} from 'lucide-react'
import {
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
  type MouseEvent,
  type ReactNode,
} from 'react'
import type { TerminalProgram } from '#shared/contract/terminal.ts'
import { visibleText } from '#shared/visible-text.ts'
import { Button } from '#ui/button.tsx'
import { isMac } from '#lib/platform.ts'
import { ErrorState } from '#ui/error-state.tsx'
import type { MenuEntry } from '#ui/menu-entry.ts'
import { PopupMenu } from '#ui/menu.tsx'
import { engine } from '../../ipc/client.ts'
import { mirrorScreen } from '../../xterm/index.ts'
import { askDebugShell } from './ask-debug-shell.tsx'
import type { ShellSession } from './shell-session.ts'
import { reconnectSession } from './shell-sessions.ts'
import { endWords, inputWords, type ShellStatus } from './shell-status.ts'
import { copySelection, pasteFromClipboard, pasteText } from './terminal-clipboard.ts'
import { TerminalFindBar } from './terminal-find-bar.tsx'
import { FIND_KEY } from './terminal-key.ts'
import styles from './terminal-panel.module.css'
import { screenTitle } from './terminal-program.ts'

export interface TerminalPanelProps {
  readonly session: ShellSession
  /** The container's name as it is now; with a number where it has several shells. */
  readonly name: string
  /** The container was removed: no other shell can be started in it. */
  readonly gone?: boolean
  /** Takes the keys each time that this changes, unless it is undefined. */
  readonly focusWish?: number | undefined
}

/** The screen of a shell. The session goes on without it. */
export function TerminalPanel(props: TerminalPanelProps) {
  const { session, gone = false, focusWish } = props
  const name = visibleText(props.name)
  const { terminal, program } = session
  const title = screenTitle(program, name)
  const status = useSyncExternalStore(session.subscribe, session.status)
  const host = useMounted(session, focusWish)
  const marks = useRef<HTMLDivElement>(null)
  const [finding, setFinding] = useFindWish(session)
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number }>()
  const openMenu = (event: MouseEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setMenu({ x: event.clientX, y: event.clientY })
  }
  return (
    <section aria-label={title} className={styles.panel}>
      {finding !== undefined && (
        <TerminalFindBar
          session={session}
          name={name}
          marks={marks}
          focusWish={finding}
          onClose={() => setFinding(undefined)}
        />
      )}
      <div
        className={styles.screen}
        data-keys="terminal"
        data-hidden={status.kind === 'failed' || undefined}
        onContextMenuCapture={openMenu}
        onPasteCapture={(event) => {
          event.preventDefault()
          event.stopPropagation()
          void pasteText(session, event.clipboardData.getData('text/plain'))
        }}
      >
        <div ref={host} className={styles.host} />
        <div ref={marks} aria-hidden className={styles.marks} />
      </div>
      <VisibleTerminalLines session={session} />
      {status.kind === 'failed' && (
        <div className={styles.failed}>
          <ErrorState
            error={status.error}
            {...(!gone && { onRetry: () => void reconnectSession(session) })}
            onCopy={(text) => void engine.desktop.copyText({ text })}
          >
            {status.error.code === 'no-shell' && !gone && (
              <Button icon={Bug} onClick={() => void askDebugShell(session.target)}>
                Debug shell…
              </Button>
            )}
          </ErrorState>
        </div>
      )}
      {gone ? <GoneBar /> : <StatusBar session={session} status={status} />}
      <PopupMenu
        open={menu !== undefined}
        anchor={menu}
        label={title}
        entries={menu ? menuOf(session) : []}
        onClose={() => setMenu(undefined)}
        finalFocus={() => terminal.term.textarea ?? null}
      />
    </section>
  )
}

function useMounted({ terminal }: ShellSession, focusWish: number | undefined) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => (host.current ? terminal.mount(host.current) : undefined), [terminal])
  useEffect(() => {
    if (focusWish !== undefined) terminal.focus()
  }, [terminal, focusWish])
  return host
}

/** Changes each time that somebody wants to look for something; nothing while nobody does. */
function useFindWish(session: ShellSession) {
  const [finding, setFinding] = useState<number>()
  useEffect(() => session.onFindWish(() => setFinding((before = 0) => before + 1)), [session])
  return [finding, setFinding] as const
}

interface StatusBarProps {
  readonly session: ShellSession
  readonly status: ShellStatus
}

/** How one goes back to what has ended, and leaves what must not end. */
function StatusBar({ session, status }: StatusBarProps) {
  const { program } = session
  const words = endWords(status, program)
  if (words !== undefined) {
    return (
      <Bar words={words} program={program}>
        <Button icon={RotateCw} onClick={() => void reconnectSession(session)}>
          {program.kind === 'attach' ? 'Attach again' : 'Reconnect'}
        </Button>
      </Bar>
    )
  }
  if (status.kind !== 'running' || !status.facts) return null
  return (
    <Bar words={`${inputWords(status.facts)} Detaching leaves it running.`} program={program}>
      <Button icon={LogOut} onClick={() => session.detach()}>
        Detach
      </Button>
    </Bar>
  )
}

/** What was on the screen stays; there is nothing to go back to. */
function GoneBar() {
  return <Bar words="The container was removed" />
}

interface BarProps {
  readonly words: string
  readonly program?: TerminalProgram
  readonly children?: ReactNode
}

function Bar({ words, program, children }: BarProps) {
  const label = program?.kind === 'attach' ? 'Main process' : 'Shell'
  return (
    <div role="status" aria-label={label} className={styles.end}>
      <span>{words}</span>
      {children}
    </div>
  )
}

/** The text of the screen for those who cannot see it, written without drawing React again. */
function VisibleTerminalLines({ session }: { readonly session: ShellSession }) {
  const element = useRef<HTMLDivElement>(null)
  useEffect(
    () => (element.current ? mirrorScreen(session.terminal.term, element.current) : undefined),
    [session],
  )
  return (
    <div
      ref={element}
      role="log"
      aria-label="Visible terminal lines"
      aria-live="off"
      className="pilothouse-screen-mirror"
    />
  )
}

function menuOf(session: ShellSession): readonly MenuEntry[] {
  const { term } = session.terminal
  return [
    {
      id: 'copy',
      label: 'Copy',
      icon: ClipboardCopy,
      disabled: !term.hasSelection(),
      run: () => copySelection(session),
    },
    {
      id: 'paste',
      label: 'Paste',
      icon: ClipboardPaste,
      disabled: session.status().kind !== 'running',
      run: () => void pasteFromClipboard(session),
    },
    { id: 'select-all', label: 'Select all', icon: TextSelect, run: () => term.selectAll() },
    {
      id: 'find',
      label: 'Find…',
      icon: Search,
      shortcut: FIND_KEY[isMac ? 'mac' : 'elsewhere'],
      run: () => session.wishFind(),
    },
    'separator',
    { id: 'clear', label: 'Clear', icon: Eraser, run: () => term.clear() },
  ]
}
