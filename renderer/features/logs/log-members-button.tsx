import { Layers } from 'lucide-react'
import type { MouseEvent } from 'react'
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
  const { members, hidden } = state
  const all = members.map((_, member) => member)
  const hide = (next: readonly number[]) => session.hideMembers(next)
  const isPartial = hidden.length > 0
  return (
    <Popover
      label="Containers of this log"
      trigger={
        <Button
          icon={Layers}
          data-tooltip="Choose whose lines are shown"
          data-active={isPartial || undefined}
          aria-description={
            isPartial ? `${all.length - hidden.length} of ${all.length}` : undefined
          }
          aria-label="Containers"
          className={styles.button}
        >
          Containers
          <span className={styles.count}>
            {isPartial ? `${all.length - hidden.length} of ${all.length}` : all.length}
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
          {members.map((state, member) => (
            <Member
              // oxlint-disable-next-line react/no-array-index-key -- its number is what it is known by
              key={member}
              state={state}
              member={member}
              isShown={!hidden.includes(member)}
              onToggle={() =>
                hide(
                  hidden.includes(member)
                    ? hidden.filter((one) => one !== member)
                    : [...hidden, member],
                )
              }
              onOnly={() => hide(all.filter((one) => one !== member))}
            />
          ))}
        </ul>
      </div>
    </Popover>
  )
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
  const alone = (event: MouseEvent) => {
    if (!event.altKey) return
    event.preventDefault()
    onOnly()
  }
  return (
    <li className={styles.member}>
      <label data-tooltip="Alt+click: only this one">
        <input
          type="checkbox"
          checked={isShown}
          aria-label={visibleText(name)}
          onClick={alone}
          onChange={() => onToggle()}
        />
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
