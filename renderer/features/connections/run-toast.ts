import type { ToastOptions } from '#ui/toast-store.ts'
import type { ProgramRun } from './program-runs.ts'

/** Its last words say why; more would make a toast a page. */
const LAST_LINES = 3

/** Tells the end of a program whose output nobody sees: `Stop Colima: Done`. */
export function runToast(
  key: string,
  { title, lines, end }: ProgramRun,
  action?: ToastOptions['action'],
): ToastOptions {
  const failed = end?.kind === 'failed'
  const detail = failed ? lines.slice(-LAST_LINES).join('\n') : ''
  return {
    kind: failed ? 'error' : 'success',
    key,
    text: `${title}: ${end?.text ?? ''}`,
    ...(detail !== '' && { detail }),
    ...(action && { action }),
  }
}
