import { Braces, ChevronDown } from 'lucide-react'
import { visibleText } from '#shared/visible-text.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Popover } from '#ui/popover.tsx'
import type { LogSession } from './log-session.ts'
import type { LogState } from './log-state.ts'
import { changeFields } from './recall-fields.ts'
import styles from './log-fields.module.css'

interface LogFieldsProps {
  readonly session: LogSession
  readonly state: LogState
}

/** Lays lines of JSON and logfmt out by their fields, and chooses which of these are shown. */
export function LogFieldsButton({ session, state: { fields, keys, hiddenKeys } }: LogFieldsProps) {
  const hide = (next: readonly string[]) => changeFields(session, { hiddenKeys: next })
  return (
    <>
      <IconButton
        small
        icon={Braces}
        label="Fields"
        hint="Lay JSON and logfmt out: level, message, fields"
        aria-pressed={fields}
        onClick={() => changeFields(session, { fields: !fields })}
      />
      {fields && (
        <Popover
          label="Fields of this log"
          trigger={<IconButton small icon={ChevronDown} label="Choose fields" />}
        >
          <div className={styles.choice}>
            <div className={styles.buttons}>
              <Button disabled={hiddenKeys.length === 0} onClick={() => hide([])}>
                All
              </Button>
              <Button
                disabled={keys.every((key) => hiddenKeys.includes(key))}
                onClick={() => hide(keys)}
              >
                None
              </Button>
            </div>
            <ul>
              {keys.map((key) => (
                <li key={key}>
                  <label>
                    <input
                      type="checkbox"
                      checked={!hiddenKeys.includes(key)}
                      onChange={() => hide(toggled(hiddenKeys, key))}
                    />
                    {visibleText(key)}
                  </label>
                </li>
              ))}
            </ul>
            {keys.length === 0 && <p>No line with fields was shown so far.</p>}
          </div>
        </Popover>
      )}
    </>
  )
}

function toggled(keys: readonly string[], key: string): readonly string[] {
  return keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key]
}
