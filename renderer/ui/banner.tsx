import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import styles from './banner.module.css'

interface BannerProps {
  readonly icon: LucideIcon
  readonly children: ReactNode
  /** A button, at the end of the line. */
  readonly action: ReactNode
}

/** A quiet line over what it concerns. */
export function Banner({ icon: Icon, children, action }: BannerProps) {
  return (
    <div className={styles.banner}>
      <Icon size={14} aria-hidden />
      <div className={styles.words}>{children}</div>
      {action}
    </div>
  )
}
