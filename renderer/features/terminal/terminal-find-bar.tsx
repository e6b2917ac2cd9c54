import { CaseSensitive, ChevronDown, ChevronUp, Regex, WholeWord, X } from 'lucide-react'
import { useLayoutEffect, useRef, useState, useSyncExternalStore, type KeyboardEvent } from 'react'
import { isMac } from '#lib/platform.ts'
import { visibleText } from '#shared/visible-text.ts'
import { useAnnounced } from '#ui/announcer.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { SearchField } from '#ui/search-field.tsx'
import type { FindQuery } from '../../workers/log/find-pattern.ts'
import { drawFound } from './draw-found.ts'
import { openFindHost } from './open-find-host.ts'
import type { ShellSession } from './shell-session.ts'
import { findWords, NO_QUERY, TerminalFind } from './terminal-find.ts'
import { FIND_KEY } from './terminal-key.ts'
import styles from './terminal-panel.module.css'

export interface TerminalFindBarProps {
  readonly session: ShellSession
  /** The container's name, for those who hear what was found. */
  readonly name: string
  /** Where the marks are drawn: over the screen. */
  readonly marks: { readonly current: HTMLElement | null }
  /** Changes each time that a person wants to be at the field. */
  readonly focusWish: number
  onClose(): void
}

/** Looks for something in a terminal's lines. Closing it takes the marks away. */
export function TerminalFindBar(props: TerminalFindBarProps) {
  const { session, marks } = props
  const [find, setFind] = useState<TerminalFind>()
  // Before the next key: what is typed after the wish must not go to the shell.
  useLayoutEffect(() => {
    const { term } = session.terminal
    const opened = new TerminalFind(term, openFindHost)
    const undo = marks.current ? drawFound(opened, term, marks.current) : undefined
    // oxlint-disable-next-line react/set-state-in-effect -- a drawing that is given up opens no worker
    setFind(opened)
    return () => {
      undo?.()
      opened.close()
    }
  }, [session, marks])
  return find && <FindControls find={find} {...props} />
}

function FindControls({
  find,
  session,
  name,
  focusWish,
  onClose,
}: TerminalFindBarProps & { readonly find: TerminalFind }) {
  const state = useSyncExternalStore(find.subscribe, find.state)
  const [query, setQuery] = useState(NO_QUERY)
  const bar = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (focusWish === 0) return
    const field = bar.current?.querySelector<HTMLInputElement>('input[type="search"]')
    field?.focus()
    field?.select()
  }, [focusWish])
  const words = findWords(state)
  useAnnounced(state.isDone && words !== '' ? words : undefined, `search in terminal of ${name}`)
  const look = (change: Partial<FindQuery>) => {
    const next = { ...query, ...change }
    setQuery(next)
    find.find(next)
  }
  const close = () => {
    onClose()
    session.terminal.focus()
  }
  const actByKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const isInField = event.target instanceof HTMLInputElement
    const steps = event.key === 'F3' || (event.key === 'Enter' && isInField)
    // The field keeps an Escape that empties it.
    const closes = event.key === 'Escape' && !(isInField && query.text !== '')
    if (!steps && !closes) return
    event.preventDefault()
    event.stopPropagation()
    if (closes) close()
    else find.step(event.shiftKey ? -1 : 1)
  }
  const toggle = (key: 'isRegExp' | 'matchCase' | 'wholeWord') => ({
    'aria-pressed': query[key],
    onClick: () => look({ [key]: !query[key] }),
  })
  return (
    <>
      <div ref={bar} className={styles.find} onKeyDownCapture={actByKey}>
        <SearchField
          label="Find in terminal"
          shortcut={FIND_KEY[isMac ? 'mac' : 'elsewhere']}
          value={query.text}
          onChange={(text) => look({ text })}
        />
        <IconButton small icon={CaseSensitive} label="Match case" {...toggle('matchCase')} />
        <IconButton small icon={WholeWord} label="Whole words" {...toggle('wholeWord')} />
        <IconButton small icon={Regex} label="Regular expression" {...toggle('isRegExp')} />
        <IconButton
          small
          icon={ChevronUp}
          label="Previous match"
          shortcut="Shift+F3"
          disabled={state.total === 0}
          onClick={() => find.step(-1)}
        />
        <IconButton
          small
          icon={ChevronDown}
          label="Next match"
          shortcut="F3"
          disabled={state.total === 0}
          onClick={() => find.step(1)}
        />
        <span role="status" aria-label="Matches" aria-live="off" className={styles.count}>
          {words}
        </span>
        <IconButton small icon={X} label="Close find bar" shortcut="Escape" onClick={close} />
      </div>
      {state.fault !== undefined && (
        <p role="alert" className={styles.fault}>
          {visibleText(state.fault)}
        </p>
      )}
    </>
  )
}
