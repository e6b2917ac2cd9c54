import type { LogTarget } from './log-target.ts'

export interface LogViewProps {
  readonly target: LogTarget
  /** Takes the keys each time that this changes, unless it is undefined. */
  readonly focusWish?: number | undefined
}

/** The log of one container, live. */
export function LogView({ target }: LogViewProps) {
  return <section aria-label={`Logs of ${target.name}`} />
}
