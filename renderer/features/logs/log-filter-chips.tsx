import { X } from 'lucide-react'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { filterParts } from './filter-words.ts'
import type { LogFilterProps } from './log-filter-button.tsx'
import { zoneOf } from './log-state.ts'
import styles from './log-filter.module.css'

const NAMES = {
  containers: 'Containers',
  levels: 'Level',
  sources: 'Stream',
  time: 'Time',
} as const

/** What lines must meet now, each with a button that gives it up. Nothing where there is no filter. */
export function LogFilterChips({ session, state }: LogFilterProps) {
  // The button goes with what it gave up, and the focus must not go with it.
  const leave = () => session.screen.terminal.focus()
  const parts = filterParts(state.criteria, zoneOf(state))
  if (parts.length === 0) return null
  return (
    <div role="group" aria-label="Active filter" className={styles.chips}>
      {parts.map(({ id, words, without }) => (
        <span key={id} className={styles.chip}>
          {NAMES[id]}: {words}
          <IconButton
            small
            icon={X}
            label={`Remove filter: ${NAMES[id]}`}
            onClick={() => {
              session.narrowing.filter(without)
              leave()
            }}
          />
        </span>
      ))}
      <Button
        kind="quiet"
        className={styles.clear}
        onClick={() => {
          session.narrowing.clearFilter()
          leave()
        }}
      >
        Clear filter
      </Button>
    </div>
  )
}
