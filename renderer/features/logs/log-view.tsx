import type { LogTarget } from './log-target.ts'

/** The log of one container, live. */
export function LogView({ target }: { readonly target: LogTarget }) {
  return <section aria-label={`Logs of ${target.name}`} />
}
