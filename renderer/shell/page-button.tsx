import { Plus } from 'lucide-react'
import { blockedReason, useConnectionAccess } from '#features/connections'
import { Button } from '#ui/button.tsx'

interface PageButtonProps {
  readonly connection: string
  /** `Create volume` */
  readonly label: string
  /** A chord that does the same. */
  readonly shortcut?: string
  onRun(): Promise<void>
}

/** The button by which a page's objects are made; it says why, where the connection forbids it. */
export function PageButton({ connection, label, shortcut, onRun }: PageButtonProps) {
  const blocked = blockedReason(useConnectionAccess(connection), 'change')
  return (
    <Button
      kind="primary"
      icon={Plus}
      aria-disabled={blocked !== undefined}
      data-tooltip={blocked ?? (shortcut && label)}
      data-shortcut={shortcut}
      onClick={() => blocked === undefined && void onRun()}
    >
      {label}
    </Button>
  )
}
