import { exitMeaning } from '#lib/exit-meaning.ts'
import { visibleText } from '#shared/visible-text.ts'

/** What happened to a container, as a line of its log says it. */
export type MemberEvent =
  | { readonly kind: 'exited'; readonly code: number | undefined; readonly oomKilled: boolean }
  | { readonly kind: 'started'; readonly again: boolean }
  | { readonly kind: 'removed' }
  | { readonly kind: 'recreated' }
  | { readonly kind: 'joined' }
  | { readonly kind: 'unreadable'; readonly reason: string }

/** `── web-1 exited (137): ended by SIGKILL ──`. */
export function noteText(name: string, event: MemberEvent): string {
  return `── ${visibleText(name)} ${eventWords(event)} ──`
}

function eventWords(event: MemberEvent): string {
  switch (event.kind) {
    case 'exited':
      return exitWords(event.code, event.oomKilled)
    case 'started':
      return event.again ? 'started again' : 'started'
    case 'removed':
      return 'was removed'
    case 'recreated':
      return 'was recreated'
    case 'joined':
      return 'joined the project'
    case 'unreadable':
      return `cannot be read: ${visibleText(event.reason)}`
    default:
      return event satisfies never
  }
}

/** That it ended without an error is what the zero says. */
function exitWords(code: number | undefined, oomKilled: boolean): string {
  if (code === undefined) return 'exited'
  const meaning = code === 0 && !oomKilled ? undefined : exitMeaning(code, oomKilled)
  return `exited (${code})${meaning === undefined ? '' : `: ${meaning}`}`
}
