import type { LogLevel } from './log-level.ts'

/** Which lines of a log are shown: those that meet all that is given. Times are of Unix, in ms. */
export interface LogCriteria {
  readonly sources?: readonly ('stdout' | 'stderr')[]
  readonly levels?: readonly LogLevel[]
  /** Of several containers that are merged, those whose lines are left out. */
  readonly hidden?: readonly number[]
  /** From this time on, and up to that one. */
  readonly from?: number
  readonly to?: number
}

/** Without what is not given, or asks for nothing. */
export function givenOf(criteria: {
  readonly [Key in keyof LogCriteria]: LogCriteria[Key] | undefined
}): LogCriteria {
  const given = Object.entries(criteria).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(given)
}

/** Whether there is nothing that a line must meet. */
export function isOpen(criteria: LogCriteria): boolean {
  return Object.values(criteria).every((value) => value === undefined)
}
