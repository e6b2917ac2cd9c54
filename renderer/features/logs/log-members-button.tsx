import { Layers } from 'lucide-react'
import type { ChangeEvent } from 'react'
import { visibleText } from '#shared/visible-text.ts'
import { Button } from '#ui/button.tsx'
import { Popover } from '#ui/popover.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { memberColour } from '../../workers/log/member-names.ts'
import styles from './log-members.module.css'
import type { MemberState } from './log-reading.ts'
import type { LogSession } from './log-session.ts'
import type { LogState } from './log-state.ts'
import { memberWords } from './log-words.ts'

export interface LogMembersProps {
  readonly session: LogSession
  readonly state: LogState
}

/** Which containers of a merged log are shown. Takes effect at once. */
export function LogMembersButton({ session, state }: LogMembersProps) {
  const { members } = state
  const { hidden = [] } = state.criteria
  const all = members.map((_, member) => member)
  const hide = (next: readonly number[]) => session.narrowing.filter({ hidden: next })
  const isPartial = hidden.length > 0
  const count = isPartial ? `${all.length - hidden.length} of ${all.length}` : `${all.length}`
  return (
    <Popover
      label="Containers of this log"
      trigger={
        <Button
          icon={Layers}
          data-tooltip="Choose whose lines are shown"
          data-active={isPartial || undefined}
          aria-description={count}
          className={styles.button}
        >
          Containers
          <span aria-hidden className={styles.count}>
            {count}
          </span>
        </Button>
      }
    >
      <div className={styles.list}>
        <div className={styles.choices}>
          <Button disabled={!isPartial} onClick={() => hide([])}>
            All
          </Button>
          <Button disabled={hidden.length === all.length} onClick={() => hide(all)}>
            None
          </Button>
        </div>
        <ul>
          {members.map((own, member) => (
            <Member
              // oxlint-disable-next-line react/no-array-index-key -- its number is what it is known by
              key={member}
              state={own}
              member={member}
              isShown={!hidden.includes(member)}
              onToggle={() => hide(toggled(hidden, member))}
              onOnly={() => hide(all.filter((one) => one !== member))}
            />
          ))}
        </ul>
      </div>
    </Popover>
  )
}

function toggled(hidden: readonly number[], member: number): readonly number[] {
  return hidden.includes(member) ? hidden.filter((one) => one !== member) : [...hidden, member]
}

interface MemberProps {
  readonly state: MemberState
  readonly member: number
  readonly isShown: boolean
  onToggle(): void
  onOnly(): void
}

function Member({ state, member, isShown, onToggle, onOnly }: MemberProps) {
  const { name, phase } = state
  // A box is changed by a click, also where a key or its label brings it.
  const change = ({ nativeEvent }: ChangeEvent) => {
    if ('altKey' in nativeEvent && nativeEvent.altKey === true) onOnly()
    else onToggle()
  }
  return (
    <li className={styles.member}>
      <label data-tooltip="Alt+click: only this one">
        <input type="checkbox" checked={isShown} aria-label={visibleText(name)} onChange={change} />
        <span aria-hidden className={styles.swatch} style={{ background: memberColour(member) }} />
        <SafeText text={name} className={styles.name} />
        <span className={styles.phase}>{memberWords(phase)}</span>
      </label>
      <Button
        kind="quiet"
        aria-label={`Only ${visibleText(name)}`}
        className={styles.only}
        onClick={() => onOnly()}
      >
        Only
      </Button>
    </li>
  )
}
