import type { ComponentProps } from 'react'
import { classNames } from '#lib/class-names.ts'
import styles from './callout.module.css'

interface CalloutProps extends ComponentProps<'div'> {
  /** Something that a person should know first, or that has failed. */
  readonly tone?: 'warning' | 'failure'
}

/** A frame in the details of an object, around what stands apart from its facts. */
export function Callout({ tone, className, ...rest }: CalloutProps) {
  return <div {...rest} className={classNames(styles.callout, className)} data-tone={tone} />
}

/** Its first line. */
export function CalloutTitle(props: ComponentProps<'p'>) {
  return <p {...props} className={styles.title} />
}
