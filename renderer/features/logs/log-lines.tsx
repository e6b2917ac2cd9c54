import { ArrowDown, ClipboardCopy, Eraser, TextSelect } from 'lucide-react'
import { useEffect, useRef, useState, type MouseEvent } from 'react'
import { Button } from '#ui/button.tsx'
import type { MenuEntry } from '#ui/menu-entry.ts'
import { PopupMenu } from '#ui/menu.tsx'
import { mirrorScreen } from '../../xterm/index.ts'
import { copySelection, handleLogKeys } from './log-keys.ts'
import type { LogScreen } from './log-screen.ts'
import type { LogSession, LogState } from './log-session.ts'
import { jumpWords } from './log-words.ts'
import styles from './log-view.module.css'
import { drawGutter } from './stderr-gutter.ts'

export interface LogLinesProps {
  readonly session: LogSession
  readonly name: string
  readonly state: LogState
}

/** The lines themselves, in xterm, and again as text for those who cannot see them. */
export function LogLines({ session, name, state }: LogLinesProps) {
  const { screen } = session
  const { host, gutter, mirror } = useScreen(screen)
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number }>()
  const openMenu = (event: MouseEvent) => {
    event.preventDefault()
    event.stopPropagation()
    setMenu({ x: event.clientX, y: event.clientY })
  }
  return (
    <>
      <div className={styles.screen} onContextMenuCapture={openMenu}>
        <div ref={host} className={styles.host} />
        <div ref={gutter} aria-hidden className={styles.gutter} />
      </div>
      <div
        ref={mirror}
        role="log"
        aria-label="Visible log lines"
        aria-live="off"
        className={styles.mirror}
      />
      {!state.following && (
        <Button icon={ArrowDown} className={styles.jump} onClick={() => session.follow(true)}>
          {jumpWords(state)}
        </Button>
      )}
      <PopupMenu
        open={menu !== undefined}
        anchor={menu}
        label={`Logs of ${name}`}
        entries={menu ? menuOf(session) : []}
        onClose={() => setMenu(undefined)}
        finalFocus={() => screen.terminal.term.textarea ?? null}
      />
    </>
  )
}

function useScreen(screen: LogScreen) {
  const host = useRef<HTMLDivElement>(null)
  const gutter = useRef<HTMLDivElement>(null)
  const mirror = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!host.current || !gutter.current || !mirror.current) return undefined
    const { terminal } = screen
    handleLogKeys(terminal.term)
    const undo = [
      terminal.mount(host.current),
      drawGutter(screen, gutter.current),
      mirrorScreen(terminal.term, mirror.current, () => describeRows(screen)),
    ]
    return () => {
      for (const step of undo) step()
    }
  }, [screen])
  return { host, gutter, mirror }
}

/** Tells each line's stream. */
function describeRows(screen: LogScreen) {
  const sources = screen.sources()
  const top = screen.terminal.term.buffer.active.viewportY
  return (row: number): Readonly<Record<string, string>> => {
    const source = sources[row - top]
    return source === undefined ? {} : { 'data-stream': source }
  }
}

function menuOf(session: LogSession): readonly MenuEntry[] {
  const { term } = session.screen.terminal
  return [
    {
      id: 'copy',
      label: 'Copy',
      icon: ClipboardCopy,
      shortcut: 'Mod+C',
      disabled: !term.hasSelection(),
      run: () => copySelection(term),
    },
    { id: 'select-all', label: 'Select all', icon: TextSelect, run: () => term.selectAll() },
    'separator',
    { id: 'clear', label: 'Clear view', icon: Eraser, run: () => session.clear() },
  ]
}
