import { ClipboardCopy, ClipboardPaste, Eraser, RotateCw, TextSelect } from 'lucide-react'
import { useEffect, useRef, useState, useSyncExternalStore, type MouseEvent } from 'react'
import { visibleText } from '#shared/visible-text.ts'
import { Button } from '#ui/button.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import type { MenuEntry } from '#ui/menu-entry.ts'
import { PopupMenu } from '#ui/menu.tsx'
import { engine } from '../../ipc/client.ts'
import { mirrorScreen } from '../../xterm/index.ts'
import type { ShellSession } from './shell-session.ts'
import { reconnectSession } from './shell-sessions.ts'
import { endWords, type ShellStatus } from './shell-status.ts'
import { copySelection, pasteFromClipboard, pasteText } from './terminal-clipboard.ts'
import styles from './terminal-panel.module.css'

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
  const { terminal } = session
  const status = useSyncExternalStore(session.subscribe, session.status)
  const host = useMounted(session, focusWish)
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number }>()
  const openMenu = (event: MouseEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setMenu({ x: event.clientX, y: event.clientY })
  }
  return (
    <section aria-label={`Terminal in ${name}`} className={styles.panel}>
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
      </div>
      <VisibleTerminalLines session={session} />
      {status.kind === 'failed' && (
        <div className={styles.failed}>
          <ErrorState
            error={status.error}
            {...(!gone && { onRetry: () => void reconnectSession(session) })}
            onCopy={(text) => void engine.desktop.copyText({ text })}
          />
        </div>
      )}
      {gone ? (
        <GoneBar />
      ) : (
        <EndBar status={status} onReconnect={() => void reconnectSession(session)} />
      )}
      <PopupMenu
        open={menu !== undefined}
        anchor={menu}
        label={`Terminal in ${name}`}
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

interface EndBarProps {
  readonly status: ShellStatus
  onReconnect(): void
}

function EndBar({ status, onReconnect }: EndBarProps) {
  const words = endWords(status)
  if (words === undefined) return null
  return (
    <div role="status" aria-label="Shell" className={styles.end}>
      <span>{words}</span>
      <Button icon={RotateCw} onClick={onReconnect}>
        Reconnect
      </Button>
    </div>
  )
}

/** What was on the screen stays; there is nothing to go back to. */
function GoneBar() {
  return (
    <div role="status" aria-label="Shell" className={styles.end}>
      <span>The container was removed</span>
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
      className={styles.mirror}
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
    'separator',
    { id: 'clear', label: 'Clear', icon: Eraser, run: () => term.clear() },
  ]
}
