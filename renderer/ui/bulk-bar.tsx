import { X } from 'lucide-react'
import type { BoundCommand } from '../commands/index.ts'
import styles from './bulk-bar.module.css'
import { Button } from './button.tsx'
import { IconButton } from './icon-button.tsx'

/** A command, and why it cannot be done now, if so. */
type BarCommand = BoundCommand & { readonly blocked: string | undefined }

export interface BulkBarProps {
  readonly count: number
  readonly commands: readonly BarCommand[]
  onClear(): void
}

/** What can be done to the selected rows, under the list while there are any. */
export function BulkBar({ count, commands, onClear }: BulkBarProps) {
  return (
    <div
      role="toolbar"
      tabIndex={-1}
      aria-label="Selection"
      className={styles.bar}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        onClear()
      }}
    >
      <span className={styles.count}>{count.toLocaleString('en')} selected</span>
      {commands.map(({ id, label, icon, shortcut, danger, blocked, run }) => (
        <Button
          key={id}
          icon={icon}
          className={danger === true ? styles.danger : undefined}
          aria-disabled={blocked !== undefined}
          data-tooltip={blocked}
          data-shortcut={blocked === undefined ? shortcut : undefined}
          onClick={() => blocked === undefined && run()}
        >
          {label}
        </Button>
      ))}
      <IconButton
        small
        icon={X}
        label="Clear selection"
        className={styles.clear}
        onClick={() => onClear()}
      />
    </div>
  )
}
