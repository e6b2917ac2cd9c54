import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'
import styles from './popover.module.css'

export interface PopoverProps {
  /** The button that opens it; it keeps its own accessible name. */
  readonly trigger: ReactElement
  /** The accessible name. */
  readonly label: string
  readonly align?: 'start' | 'end'
  readonly children: ReactNode
}

/** Fields under a button, which take effect at once. Escape and a press elsewhere close it. */
export function Popover({ trigger, label, align = 'start', children }: PopoverProps) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      {/* What stands outside every landmark is not found by those who go from one to the next. */}
      <Base.Portal render={<section aria-label={label} />}>
        <Base.Positioner
          align={align}
          sideOffset={4}
          collisionPadding={8}
          className={styles.positioner}
        >
          <Base.Popup aria-label={label} className={styles.popup}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
