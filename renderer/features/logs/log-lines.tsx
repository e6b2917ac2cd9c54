import { ArrowDown, ClipboardCopy, Copy, Eraser, TextSearch, TextSelect } from 'lucide-react'
import { useEffect, useRef, useState, type MouseEvent } from 'react'
import { Button } from '#ui/button.tsx'
import type { MenuEntry } from '#ui/menu-entry.ts'
import { PopupMenu } from '#ui/menu.tsx'
import { drawCurrent } from './draw-current.ts'
import { drawMarks } from './draw-marks.ts'
import { LogBars } from './log-bars.tsx'
import { copyCurrentLine, copySelection, handleLogKeys, openDetails } from './log-keys.ts'
import { mirrorLog } from './log-mirror.ts'
import { handleLogMouse, lineUnder } from './log-mouse.ts'
import type { LogSession } from './log-session.ts'
import type { LogState } from './log-state.ts'
import { jumpWords } from './log-words.ts'
import styles from './log-view.module.css'
import { drawMemberGutter } from './member-gutter.ts'
import { drawGutter } from './stderr-gutter.ts'

/** The mouse's other button. */
const RIGHT = 2

export interface LogLinesProps {
  readonly session: LogSession
  readonly name: string
  readonly state: LogState
}

/** The lines themselves, in xterm, and again as text for those who cannot see them. */
export function LogLines({ session, name, state }: LogLinesProps) {
  const { screen } = session
  const { host, current, gutter, members, marks, mirror } = useScreen(session)
  const [menu, setMenu] = useState<{ readonly x: number; readonly y: number }>()
  const openMenu = (event: MouseEvent) => {
    event.preventDefault()
    event.stopPropagation()
    // By the key for it, the line that one is at stays.
    const line =
      event.button === RIGHT && host.current ? lineUnder(session, host.current, event) : undefined
    if (line !== undefined) session.cursor.point(line)
    setMenu({ x: event.clientX, y: event.clientY })
  }
  return (
    <>
      <div className={styles.screen} onContextMenuCapture={openMenu}>
        <div ref={host} className={styles.host} />
        <div ref={current} aria-hidden className={styles.current} />
        <div ref={gutter} aria-hidden className={styles.gutter} />
        <div ref={members} aria-hidden className={styles.members} />
        <div ref={marks} aria-hidden className={styles.marks} />
      </div>
      <LogBars session={session} view={state.view} />
      <div
        ref={mirror}
        role="log"
        aria-label="Visible log lines"
        aria-live="off"
        className="pilothouse-screen-mirror"
      />
      {!state.following && (
        <Button icon={ArrowDown} className={styles.jump} onClick={() => session.place.follow(true)}>
          {jumpWords(state)}
        </Button>
      )}
      <PopupMenu
        open={menu !== undefined}
        anchor={menu}
        label={`Logs of ${name}`}
        entries={menu ? menuOf(session, state) : []}
        onClose={() => setMenu(undefined)}
        finalFocus={() => screen.terminal.term.textarea ?? null}
      />
    </>
  )
}

function useScreen(session: LogSession) {
  const host = useRef<HTMLDivElement>(null)
  const current = useRef<HTMLDivElement>(null)
  const gutter = useRef<HTMLDivElement>(null)
  const members = useRef<HTMLDivElement>(null)
  const marks = useRef<HTMLDivElement>(null)
  const mirror = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!host.current || !gutter.current || !marks.current || !mirror.current) return undefined
    if (!current.current) return undefined
    const { screen } = session
    const bars = session.isMerged && members.current
    handleLogKeys(session)
    const undo = [
      screen.terminal.mount(host.current),
      handleLogMouse(session, host.current),
      drawCurrent(session, current.current),
      drawGutter(screen, gutter.current),
      ...(bars ? [drawMemberGutter(screen, bars)] : []),
      drawMarks(screen, marks.current),
      mirrorLog(screen, mirror.current),
    ]
    return () => {
      for (const step of undo) step()
    }
  }, [session])
  return { host, current, gutter, members, marks, mirror }
}

function menuOf(session: LogSession, { selection }: LogState): readonly MenuEntry[] {
  return [
    {
      id: 'copy',
      label: 'Copy',
      icon: ClipboardCopy,
      shortcut: 'Mod+C',
      disabled: selection === undefined,
      run: () => copySelection(session),
    },
    {
      id: 'copy-line',
      label: 'Copy line',
      icon: Copy,
      disabled: session.screen.rows.length === 0,
      run: () => copyCurrentLine(session),
    },
    {
      id: 'details',
      label: 'Show details',
      icon: TextSearch,
      shortcut: 'Enter',
      disabled: session.screen.rows.length === 0,
      run: () => openDetails(session),
    },
    { id: 'select-all', label: 'Select all', icon: TextSelect, run: () => session.selectAll() },
    'separator',
    { id: 'clear', label: 'Clear view', icon: Eraser, run: () => session.clear() },
  ]
}
