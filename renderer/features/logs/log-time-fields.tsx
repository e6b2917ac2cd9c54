import { useId, useState } from 'react'
import { Button } from '#ui/button.tsx'
import { endOfSecond, fromTimeField, toTimeField } from './filter-times.ts'
import type { LogFilterProps } from './log-filter-button.tsx'
import { zoneOf } from './log-state.ts'
import styles from './log-filter.module.css'

const MS_PER_MINUTE = 60_000
const MAX_MINUTES = 1440

/** The time that lines must be of: chosen by hand, or one that people often want. */
export function LogTimeFields({ session, state }: LogFilterProps) {
  const zone = zoneOf(state)
  const { from, to } = state.criteria
  const [minutes, setMinutes] = useState(5)
  const ids = { from: useId(), to: useId(), minutes: useId() }
  const last = (count: number) =>
    session.narrowing.filter({ from: Date.now() - count * MS_PER_MINUTE, to: undefined })
  return (
    <fieldset>
      <legend>{zone === 'utc' ? 'Time (UTC)' : 'Time'}</legend>
      <div className={styles.times}>
        <label htmlFor={ids.from}>From</label>
        <input
          id={ids.from}
          type="datetime-local"
          step={1}
          value={toTimeField(from, zone)}
          onChange={({ target }) =>
            session.narrowing.filter({ from: fromTimeField(target.value, zone) })
          }
        />
        <label htmlFor={ids.to}>To</label>
        <input
          id={ids.to}
          type="datetime-local"
          step={1}
          value={toTimeField(to, zone)}
          onChange={({ target }) =>
            session.narrowing.filter({ to: endOfSecond(fromTimeField(target.value, zone)) })
          }
        />
      </div>
      <div className={styles.presets}>
        <Button onClick={() => last(15)}>Last 15 min</Button>
        <Button onClick={() => last(60)}>Last hour</Button>
        {!session.isMerged && (
          <Button onClick={() => void session.narrowing.filterSinceStart()}>
            Since the last start
          </Button>
        )}
      </div>
      <div className={styles.presets}>
        <Button
          disabled={state.find?.current === undefined}
          onClick={() => void session.narrowing.filterAround(minutes * MS_PER_MINUTE)}
        >
          Around this match
        </Button>
        <label htmlFor={ids.minutes}>±</label>
        <input
          id={ids.minutes}
          type="number"
          aria-label="Minutes around it"
          min={1}
          max={MAX_MINUTES}
          value={minutes}
          onChange={({ target }) =>
            setMinutes(Math.min(MAX_MINUTES, Math.max(1, Number(target.value))))
          }
        />
        <span aria-hidden>min</span>
      </div>
    </fieldset>
  )
}
