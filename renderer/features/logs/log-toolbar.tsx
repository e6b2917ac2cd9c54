import { ArrowDownToLine, Download, Eraser, Tag, WrapText } from 'lucide-react'
import { IconButton } from '#ui/icon-button.tsx'
import { changeLook } from './change-look.ts'
import { LogFilterButton } from './log-filter-button.tsx'
import { LogFindBar } from './log-find-bar.tsx'
import { LogMembersButton } from './log-members-button.tsx'
import { LogFieldsButton } from './log-fields-button.tsx'
import type { LogSession } from './log-session.ts'
import { LogStampMenu } from './log-stamp-menu.tsx'
import type { LogState } from './log-state.ts'
import { counterWords } from './log-words.ts'
import { saveLogs } from './save-logs.ts'
import styles from './log-view.module.css'

export interface LogToolbarProps {
  readonly session: LogSession
  readonly state: LogState
  /** The container's. */
  readonly name: string
}

/** How many lines there are, and what can be done with the view. */
export function LogToolbar({ session, state, name }: LogToolbarProps) {
  const { following, names, wrap } = state
  return (
    <div className={styles.toolbar}>
      <IconButton
        small
        icon={ArrowDownToLine}
        label="Follow"
        hint={following ? 'Follow new lines (on)' : 'Follow new lines (off)'}
        aria-pressed={following}
        onClick={() => session.place.follow(!following)}
      />
      <LogStampMenu session={session} state={state} />
      {session.isMerged && (
        <IconButton
          small
          icon={Tag}
          label="Container names"
          aria-pressed={names}
          onClick={() => session.showNames(!names)}
        />
      )}
      <IconButton
        small
        icon={WrapText}
        label="Wrap lines"
        aria-pressed={wrap}
        onClick={() => changeLook(session, { wrap: !wrap })}
      />
      <LogFieldsButton session={session} state={state} />
      <IconButton
        small
        icon={Eraser}
        label="Clear view"
        hint="Clear view; the engine keeps its log"
        onClick={() => session.clear()}
      />
      <IconButton
        small
        icon={Download}
        label="Save logs"
        shortcut="Mod+S"
        disabled={state.saving !== undefined}
        onClick={() => saveLogs(session, name)}
      />
      {session.isMerged && <LogMembersButton session={session} state={state} />}
      <LogFilterButton session={session} state={state} />
      <LogFindBar session={session} state={state} />
      <span role="status" aria-label="Log lines" aria-live="off" className={styles.counter}>
        {counterWords(state)}
      </span>
    </div>
  )
}
