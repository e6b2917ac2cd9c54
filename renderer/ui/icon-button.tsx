import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { classNames } from '#lib/class-names.ts'
import styles from './button.module.css'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** The accessible name. */
  readonly label: string
  /** Shown on hover and focus; the label when absent. */
  readonly hint?: string
  /** A chord, shown in the tooltip. */
  readonly shortcut?: string
  readonly icon: LucideIcon
  /** 24 px instead of 28. */
  readonly small?: boolean
}

/** A button that is only a picture: it always has a name and a tooltip. */
export function IconButton(props: IconButtonProps) {
  const { label, hint = label, shortcut, icon: Icon, small = false, className, ...rest } = props
  return (
    <button
      type="button"
      aria-label={label}
      data-tooltip={hint}
      data-shortcut={shortcut}
      className={classNames(styles.button, styles.icon, small && styles.small, className)}
      {...rest}
    >
      <Icon size={small ? 14 : 16} aria-hidden />
    </button>
  )
}
