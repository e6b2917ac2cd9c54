import { plural } from '#lib/plural.ts'
import type { ToastOptions } from '#ui/toast-store.ts'
import type { SavedLog } from '../../workers/log/save-log.ts'
import type { SavingState } from './log-saver.ts'

/** How far the saving is: `Saving "web-1.log": 412,000 of 1,000,000 lines`. */
export function savingWords({ name, isWaiting, lines, total }: SavingState): string {
  if (isWaiting) return `Saving "${name}" begins once the older lines are there`
  const of = total === undefined ? '' : `${lines.toLocaleString('en')} of `
  return `Saving "${name}": ${of}${plural(total ?? lines, 'line')}`
}

/** What was saved where, and what is not in it. */
export function savedWords(
  { lines, missed, isLost, path }: SavedLog,
  { file, isOlderMissing }: { readonly file: string; readonly isOlderMissing: boolean },
): Pick<ToastOptions, 'kind' | 'text' | 'detail'> {
  const lacks = [
    ...(isOlderMissing ? ['older lines that could not be read'] : []),
    ...(missed > 0 ? [`${plural(missed, 'line')} that gave way meanwhile`] : []),
    ...(isLost ? ['lines that could not be read back from the disk'] : []),
  ]
  const text = `Saved ${plural(lines, 'line')} in "${file}"`
  return lacks.length === 0
    ? { kind: 'success', text, detail: path }
    : { kind: 'error', text: `${text}, without ${lacks.join(' and ')}`, detail: path }
}
