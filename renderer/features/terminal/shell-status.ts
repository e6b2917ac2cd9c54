import type { EngineError } from '#shared/errors.ts'

/** How a shell stands. */
export type ShellStatus =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running' }
  | { readonly kind: 'exited'; readonly exitCode: number }
  /** The stream ended, and the engine could not say how the shell ended. */
  | { readonly kind: 'interrupted' }
  /** It never ran. */
  | { readonly kind: 'failed'; readonly error: EngineError }
  /** Its tab was closed. */
  | { readonly kind: 'closed' }

/** What to say of a shell that has ended; nothing while it runs. */
export function endWords(status: ShellStatus): string | undefined {
  if (status.kind === 'exited') return `The shell exited with code ${status.exitCode}`
  if (status.kind === 'interrupted') return 'The connection to the shell was lost'
  return undefined
}
