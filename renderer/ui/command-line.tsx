import { Copy } from 'lucide-react'
import styles from './command-line.module.css'
import { IconButton } from './icon-button.tsx'
import { toast } from './toast.tsx'

export interface CommandLineProps {
  readonly command: string
  /** Puts it on the clipboard. */
  onCopy(command: string): Promise<unknown>
}

/** A command for a terminal, and the button that copies it. */
export function CommandLine({ command, onCopy }: CommandLineProps) {
  const copy = async () => {
    await onCopy(command)
    toast({ kind: 'info', text: 'Copied the command', key: 'copied' })
  }
  return (
    <div className={styles.line}>
      <code data-selectable>{command}</code>
      <IconButton
        small
        icon={Copy}
        label={`Copy ${command}`}
        hint="Copy"
        onClick={() => void copy()}
      />
    </div>
  )
}
