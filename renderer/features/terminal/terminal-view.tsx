import type { TerminalTarget } from './terminal-target.ts'

/** A shell in one container, for as long as its pane is there. */
export function TerminalView({ target }: { readonly target: TerminalTarget }) {
  return <section aria-label={`Terminal in ${target.name}`} />
}
