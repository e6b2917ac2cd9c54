import { Copy } from 'lucide-react'
import styles from './command-line.module.css'
import { IconButton } from './icon-button.tsx'

export interface CommandLineProps {
  readonly command: string
  onCopy(): void
}

/** A command to be typed elsewhere, with a button that copies it. */
export function CommandLine({ command, onCopy }: CommandLineProps) {
  return (
    <span className={styles.line}>
      <code className={styles.command} data-selectable>
        {command}
      </code>
      <IconButton small icon={Copy} label={`Copy ${command}`} hint="Copy" onClick={onCopy} />
    </span>
  )
}
