import { Plug, ScrollText, SearchX } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore, type KeyboardEvent } from 'react'
import { chordOf } from '#lib/chord.ts'
import { openProgram } from '#features/terminal'
import { visibleText } from '#shared/visible-text.ts'
import { useAnnounced } from '#ui/announcer.tsx'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorState } from '#ui/error-state.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { engine } from '../../ipc/client.ts'
import {
  logClient,
  openLogHost,
  openLogLink,
  openSave,
  openSearchHost,
  startedAt,
} from './log-client.ts'
import { recallLook } from './change-look.ts'
import { LogKeeper } from './log-keeper.ts'
import { LogFilterChips } from './log-filter-chips.tsx'
import { LogDetailsStrip } from './log-details-strip.tsx'
import { LogLines } from './log-lines.tsx'
import { LogScreen } from './log-screen.ts'
import { LogSession } from './log-session.ts'
import type { LogState } from './log-state.ts'
import { isMerged, type LogTarget, type MergedTarget } from './log-target.ts'
import { LogToolbar } from './log-toolbar.tsx'
import {
  emptyWords,
  failureHint,
  followWord,
  foundWords,
  isUnreadable,
  pauseWords,
  tooManyWords,
} from './log-words.ts'
import { recallFields } from './recall-fields.ts'
import { SavingStrip } from './saving-strip.tsx'
import styles from './log-view.module.css'

export interface LogViewProps {
  readonly target: LogTarget | MergedTarget
  /** In place of the container's name, where logs of another one of that name are open. */
  readonly label?: string
  /** Set, and changed each time, when a person wants to be at the lines. */
  readonly focusWish?: number | undefined
}

/** The log of one container, or those of several as one, live. Its streams are closed with it. */
export function LogView({ target, label = target.name, focusWish }: LogViewProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of its parts
    <section
      aria-label={`Logs of ${visibleText(label)}`}
      className={styles.view}
      onKeyDown={handleViewKeys}
    >
      <LogContent target={target} focusWish={focusWish} />
    </section>
  )
}

/** Keys of the view that one is in: Ctrl+F leads to its field, Ctrl+S saves its log. */
function handleViewKeys(event: KeyboardEvent<HTMLElement>): void {
  const view = event.currentTarget
  switch (chordOf(event)) {
    case 'Mod+F': {
      const field = view.querySelector<HTMLInputElement>('input[type="search"]')
      field?.focus()
      field?.select()
      break
    }
    case 'Mod+S':
      view.querySelector<HTMLElement>('[data-shortcut="Mod+S"]')?.click()
      break
    default:
      return
  }
  event.preventDefault()
  event.stopPropagation()
}

function LogContent({ target, focusWish }: LogViewProps) {
  const [session, setSession] = useState<LogSession>()
  // The first target stays: a container that is renamed or made anew must not have its log read anew.
  const [first] = useState(target)
  useEffect(() => {
    const screen = new LogScreen(`Log of ${visibleText(first.name)}`, openLogLink)
    const opened = new LogSession(first, logClient, {
      keeper: new LogKeeper(openLogHost()),
      screen,
      openSearch: openSearchHost,
      openSave,
      startedAt,
    })
    recallLook(opened)
    recallFields(opened)
    opened.open()
    // oxlint-disable-next-line react/set-state-in-effect -- a drawing that is given up closes nothing
    setSession(opened)
    return () => opened.close()
  }, [first])
  useEffect(() => {
    if (focusWish !== undefined) session?.screen.terminal.focus()
  }, [session, focusWish])
  return session && <LogParts session={session} name={visibleText(target.name)} />
}

interface LogPartsProps {
  readonly session: LogSession
  readonly name: string
}

function LogParts({ session, name }: LogPartsProps) {
  const state = useSyncExternalStore(session.subscribe, session.state)
  const { phase, empty, following } = state
  useAnnounced(`${followWord(following)}: logs of ${name}`, `logs of ${name}`)
  useAnnounced(foundWords(state), `search in logs of ${name}`)
  const pause = empty ? undefined : pauseWords(phase, name, session.isMerged)
  return (
    <>
      <LogToolbar session={session} state={state} name={name} />
      <TooMany count={state.members.length} />
      <LogFilterChips session={session} state={state} />
      {state.find?.fault !== undefined && (
        <p role="alert" className={styles.fault}>
          {visibleText(state.find.fault)}
        </p>
      )}
      <div className={styles.body} data-unwrapped={!state.wrap || undefined}>
        <LogLines session={session} name={name} state={state} />
        {empty && <EmptyLog session={session} state={state} name={name} />}
        {!empty && state.passing === 0 && !state.isFiltering && (
          <div className={styles.instead}>
            <EmptyState
              icon={SearchX}
              title="No line passes the filter"
              actions={<ClearFilter session={session} />}
            />
          </div>
        )}
      </div>
      {state.details && <LogDetailsStrip session={session} state={state} details={state.details} />}
      {pause !== undefined && (
        <p className={styles.pause} data-phase={phase.kind}>
          {pause}
        </p>
      )}
      {state.saving && (
        <SavingStrip saving={state.saving} onCancel={() => session.cancelSaving()} />
      )}
      {!empty && phase.kind === 'failed' && <Failure session={session} phase={phase} />}
    </>
  )
}

function TooMany({ count }: { readonly count: number }) {
  const words = tooManyWords(count)
  return words === undefined ? null : <p className={styles.pause}>{words}</p>
}

function ClearFilter({ session }: Pick<LogPartsProps, 'session'>) {
  const clear = () => {
    session.narrowing.clearFilter()
    session.screen.terminal.focus()
  }
  return <Button onClick={clear}>Clear filter</Button>
}

function EmptyLog({ session, state, name }: LogPartsProps & { readonly state: LogState }) {
  const { phase, lines } = state
  // A view that was cleared has nothing to explain.
  if (lines > 0) return null
  const words = emptyWords(phase, name, session.isMerged)
  return (
    <div className={styles.instead}>
      {phase.kind === 'opening' && <Skeleton rows={6} />}
      {words !== undefined && <EmptyState icon={ScrollText} title={words} />}
      {phase.kind === 'failed' && <Failure session={session} phase={phase} />}
    </div>
  )
}

interface FailureProps {
  readonly session: LogSession
  readonly phase: Extract<LogState['phase'], { kind: 'failed' }>
}

function Failure({ session, phase: { error } }: FailureProps) {
  const { message, engineMessage } = error
  const { target } = session
  return (
    <ErrorState
      error={{ message, engineMessage, hint: failureHint(error) }}
      onRetry={() => session.retry()}
      onCopy={(text) => void engine.desktop.copyText({ text })}
    >
      {isUnreadable(error) && !isMerged(target) && (
        <Button icon={Plug} onClick={() => openProgram(target, { kind: 'attach' })}>
          Attach
        </Button>
      )}
    </ErrorState>
  )
}
