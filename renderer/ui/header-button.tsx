import type { ComponentProps } from 'react'
import type { LucideIcon } from 'lucide-react'
import { Button } from './button.tsx'
import styles from './list-page.module.css'

interface HeaderButtonProps extends ComponentProps<'button'> {
  readonly icon: LucideIcon
  /** Its words, which stay its name where there is only room for the picture. */
  readonly children: string
}

/** A button in the header of a list: without room it is only a picture, with its words as a tooltip. */
export function HeaderButton({ children, ...rest }: HeaderButtonProps) {
  return (
    <Button aria-label={children} data-tooltip={children} {...rest}>
      <span className={styles.words}>{children}</span>
    </Button>
  )
}
