import { Copy } from 'lucide-react'
import { useCallback, useDeferredValue, useMemo, useState } from 'react'
import { plural } from '#lib/plural.ts'
import type { BuildLine } from '#shared/contract/builds.ts'
import { Button } from '#ui/button.tsx'
import { SearchField } from '#ui/search-field.tsx'
import { toast } from '#ui/toast.tsx'
import type { Journal } from '../build-journal.ts'
import { isRunning } from '../build-words.ts'
import tabs from '#ui/table-tab.module.css'
import styles from '../build-tabs.module.css'
import { copyLines } from './copy-lines.ts'
import { LogLines } from './log-lines.tsx'

/** All that a build wrote, as one text. */
export function LogTab({ journal }: { readonly journal: Journal }) {
  const { lines, droppedLines, steps, build } = journal
  const [typed, setTyped] = useState('')
  const filter = useDeferredValue(typed)
  const shown = useFiltered(lines, lines.length, filter)
  const numbers = useMemo(
    () => new Map(steps.map(({ id }, index) => [id, `#${index + 1}`])),
    [steps],
  )
  const prefixOf = useCallback(
    ({ step }: BuildLine) => (step === undefined ? '' : numbers.get(step)) ?? '',
    [numbers],
  )
  const copy = async () => {
    await copyLines(shown)
    toast({ kind: 'info', text: `Copied ${plural(shown.length, 'line')}`, key: 'copied' })
  }
  return (
    <div className={styles.tab}>
      <div className={styles.tools}>
        <SearchField label="Filter log" value={typed} onChange={setTyped} />
        <Button icon={Copy} aria-disabled={shown.length === 0} onClick={() => void copy()}>
          Copy log
        </Button>
        <span role="status" aria-label="Log lines" aria-live="off" className={styles.count}>
          {filter === ''
            ? plural(lines.length, 'line')
            : `${shown.length.toLocaleString('en')} of ${plural(lines.length, 'line')}`}
        </span>
      </div>
      {droppedLines > 0 && (
        <p className={styles.note}>
          {plural(droppedLines, 'line')} before these {droppedLines === 1 ? 'is' : 'are'} not kept.
        </p>
      )}
      {shown.length === 0 ? (
        <p role="status" className={tabs.none}>
          {lines.length > 0
            ? 'No line has these words in it'
            : isRunning(build)
              ? 'Nothing was written yet'
              : 'Nothing was written'}
        </p>
      ) : (
        <LogLines key={filter} label="Log" lines={shown} count={shown.length} prefixOf={prefixOf} />
      )}
    </div>
  )
}

/** Lines with these words in them; all of them where there are none. The list grows in place. */
function useFiltered(
  lines: readonly BuildLine[],
  count: number,
  filter: string,
): readonly BuildLine[] {
  return useMemo(() => {
    if (filter === '') return lines
    const wanted = filter.toLowerCase()
    return lines.slice(0, count).filter(({ text }) => text.toLowerCase().includes(wanted))
  }, [lines, count, filter])
}
