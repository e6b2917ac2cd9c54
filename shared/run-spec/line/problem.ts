/** Something about a pasted line that a person should know. */
export interface Problem {
  /**
   * `wrong`: docker would refuse it. `attention`: it was taken, and may not mean what it did where
   * it was written. `not-carried`: it was understood and left out.
   */
  readonly kind: 'wrong' | 'attention' | 'not-carried'
  /** As it was typed. */
  readonly word: string
  readonly why: string
}

/** The lines that this app copies have it where a secret was. */
export const MASKED = '••••••••'
