import {
  CaseSensitive,
  ChevronDown,
  ChevronUp,
  ListFilter,
  ListX,
  Regex,
  WholeWord,
} from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { IconButton } from '#ui/icon-button.tsx'
import { SearchField } from '#ui/search-field.tsx'
import type { FindQuery } from '../../workers/log/find-pattern.ts'
import type { LogSession } from './log-session.ts'
import type { LogState } from './log-state.ts'
import styles from './log-view.module.css'

/** Lines around a match that are shown at most. */
const MAX_CONTEXT = 10

export interface LogFindBarProps {
  readonly session: LogSession
  readonly state: LogState
}

/** Looks for something in all lines. Enter goes to the next match, with Shift to the one before. */
export function LogFindBar({ session, state }: LogFindBarProps) {
  const { query } = state
  const look = (change: Partial<FindQuery>) => session.narrowing.find({ ...query, ...change })
  const stepByKey = (event: KeyboardEvent) => {
    const isEnter = event.key === 'Enter' && event.target instanceof HTMLInputElement
    if ((!isEnter && event.key !== 'F3') || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    void session.narrowing.step(event.shiftKey ? -1 : 1)
  }
  const toggle = (key: 'isRegExp' | 'matchCase' | 'wholeWord') => ({
    'aria-pressed': query[key],
    onClick: () => look({ [key]: !query[key] }),
  })
  const { kind, context } = state.matchLines
  const hasMatches = (state.find?.total ?? 0) > 0
  return (
    <div
      className={styles.find}
      onKeyDownCapture={stepByKey}
      onFocus={() => session.narrowing.prepareFind()}
    >
      <SearchField
        label="Search logs"
        shortcut="Mod+F"
        value={query.text}
        onChange={(text) => look({ text })}
        onLeave={() => session.screen.terminal.focus()}
      />
      <IconButton small icon={CaseSensitive} label="Match case" {...toggle('matchCase')} />
      <IconButton small icon={WholeWord} label="Whole words" {...toggle('wholeWord')} />
      <IconButton small icon={Regex} label="Regular expression" {...toggle('isRegExp')} />
      <IconButton
        small
        icon={ListFilter}
        label="Only matching lines"
        aria-pressed={kind === 'only'}
        onClick={() => session.narrowing.showMatchLines({ kind: kind === 'only' ? 'all' : 'only' })}
      />
      {kind === 'only' && (
        <input
          type="number"
          aria-label="Lines around each match"
          data-tooltip="Lines around each match"
          min={0}
          max={MAX_CONTEXT}
          value={context}
          className={styles.context}
          onChange={({ target }) =>
            session.narrowing.showMatchLines({ context: contextOf(Number(target.value)) })
          }
        />
      )}
      <IconButton
        small
        icon={ListX}
        label="Exclude matching lines"
        aria-pressed={kind === 'except'}
        onClick={() =>
          session.narrowing.showMatchLines({ kind: kind === 'except' ? 'all' : 'except' })
        }
      />
      <IconButton
        small
        icon={ChevronUp}
        label="Previous match"
        shortcut="Shift+F3"
        disabled={!hasMatches}
        onClick={() => void session.narrowing.step(-1)}
      />
      <IconButton
        small
        icon={ChevronDown}
        label="Next match"
        shortcut="F3"
        disabled={!hasMatches}
        onClick={() => void session.narrowing.step(1)}
      />
    </div>
  )
}

function contextOf(lines: number): number {
  return Math.max(0, Math.min(MAX_CONTEXT, Math.trunc(lines) || 0))
}
