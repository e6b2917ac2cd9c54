import { Funnel } from 'lucide-react'
import { Button } from '#ui/button.tsx'
import { Popover } from '#ui/popover.tsx'
import { LOG_LEVELS, type LogLevel } from '../../workers/log/log-level.ts'
import { filterParts, LEVEL_WORDS } from './filter-words.ts'
import { LogTimeFields } from './log-time-fields.tsx'
import type { LogSession } from './log-session.ts'
import type { LogState } from './log-state.ts'
import styles from './log-filter.module.css'
import { zoneOf } from './log-state.ts'

const SOURCES = ['stdout', 'stderr'] as const
const PROBLEMS: readonly LogLevel[] = ['warn', 'error', 'fatal']

export interface LogFilterProps {
  readonly session: LogSession
  readonly state: LogState
}

/** What lines must meet to be shown, by level, stream and time. Takes effect at once. */
export function LogFilterButton({ session, state }: LogFilterProps) {
  const { criteria } = state
  // Containers have a button of their own.
  const parts = filterParts(criteria, zoneOf(state)).filter(({ id }) => id !== 'containers')
  const count = parts.length
  const { levels = [], sources = [] } = criteria
  return (
    <Popover
      label="Filter lines"
      trigger={
        <Button
          icon={Funnel}
          aria-label="Filter"
          aria-description={count === 0 ? undefined : `${count} active`}
          data-tooltip="Show only some lines: by level, stream and time"
          data-active={count > 0 || undefined}
          className={styles.button}
        >
          Filter
          {count > 0 && <span className={styles.count}>{count}</span>}
        </Button>
      }
    >
      <div className={styles.form}>
        <fieldset>
          <legend>Level</legend>
          {LOG_LEVELS.map((level) => (
            <Check
              key={level}
              label={LEVEL_WORDS[level]}
              checked={levels.includes(level)}
              onChange={() =>
                session.narrowing.filter({ levels: toggled(LOG_LEVELS, levels, level) })
              }
            />
          ))}
          <Button onClick={() => session.narrowing.filter({ levels: PROBLEMS })}>
            Warn and worse
          </Button>
        </fieldset>
        <fieldset>
          <legend>Stream</legend>
          {SOURCES.map((source) => (
            <Check
              key={source}
              label={source}
              checked={sources.includes(source)}
              onChange={() =>
                session.narrowing.filter({ sources: toggled(SOURCES, sources, source) })
              }
            />
          ))}
        </fieldset>
        <LogTimeFields session={session} state={state} />
        <p className={styles.note}>Where nothing is chosen, all lines pass.</p>
        <Button disabled={count === 0} onClick={() => session.narrowing.clearFilter()}>
          Clear filter
        </Button>
      </div>
    </Popover>
  )
}

interface CheckProps {
  readonly label: string
  readonly checked: boolean
  onChange(): void
}

function Check({ label, checked, onChange }: CheckProps) {
  return (
    <label className={styles.check}>
      <input type="checkbox" checked={checked} onChange={() => onChange()} />
      {label}
    </label>
  )
}

/** In the order of all. All of them are as good as none: every line passes. */
function toggled<Value>(all: readonly Value[], chosen: readonly Value[], value: Value): Value[] {
  const next = all.filter((one) => chosen.includes(one) !== (one === value))
  return next.length === all.length ? [] : next
}
