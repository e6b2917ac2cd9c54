import { ChevronDown, Clock } from 'lucide-react'
import { IconButton } from '#ui/icon-button.tsx'
import { MenuButton } from '#ui/menu.tsx'
import { changeLook } from './change-look.ts'
import type { LogSession } from './log-session.ts'
import type { LogLook, LogState } from './log-state.ts'

const STYLES: readonly { readonly id: LogLook['stampStyle']; readonly label: string }[] = [
  { id: 'local', label: 'Local time' },
  { id: 'utc', label: 'UTC' },
  { id: 'delta', label: 'Time since the line shown before' },
]

interface LogStampMenuProps {
  readonly session: LogSession
  readonly state: LogState
}

/** Shows when each line was taken, and how that is said. */
export function LogStampMenu({ session, state: { stamps, stampStyle } }: LogStampMenuProps) {
  return (
    <>
      <IconButton
        small
        icon={Clock}
        label="Timestamps"
        aria-pressed={stamps}
        onClick={() => changeLook(session, { stamps: !stamps })}
      />
      <MenuButton
        trigger={<IconButton small icon={ChevronDown} label="Timestamp style" />}
        entries={[
          {
            id: 'off',
            label: 'Off',
            checked: !stamps,
            run: () => changeLook(session, { stamps: false }),
          },
          ...STYLES.map(({ id, label }) => ({
            id,
            label,
            checked: stamps && stampStyle === id,
            run: () => changeLook(session, { stamps: true, stampStyle: id }),
          })),
        ]}
      />
    </>
  )
}
