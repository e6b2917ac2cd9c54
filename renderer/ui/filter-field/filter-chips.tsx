import { X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import type { ReadTerm } from '#lib/filter/compile-filter.ts'
import type { FilterTerm } from '#lib/filter/parse-filter.ts'
import { visibleText } from '#shared/visible-text.ts'
import styles from './filter-field.module.css'

interface FilterChipsProps {
  readonly terms: readonly ReadTerm[]
  onRemove(term: FilterTerm): void
  /** Escape, and the removal of the last one: gives the focus to the field. */
  onLeave(): void
}

/**
 * What a filter asks, as it was understood: a chip for each of its fields and for what must not
 * occur. One that cannot be meant says why; so does a key that is not known here, where the filter
 * leaves out so little by it that the list looks as if nothing were asked.
 */
export function FilterChips({ terms, onRemove, onLeave }: FilterChipsProps) {
  const shown = terms.filter(
    ({ as, term }) => as === 'field' || as === 'wrong' || isLeftOut(as, term),
  )
  if (shown.length === 0) return null
  const problems = shown.flatMap((read) => {
    const problem = problemOf(read)
    return problem === undefined ? [] : [{ term: read.term, problem }]
  })
  const remove = (term: FilterTerm, chip: HTMLElement) => {
    // The next one takes its element over; after the last one there is none.
    if (!chip.nextElementSibling?.matches('button')) {
      const before = chip.previousElementSibling
      if (before instanceof HTMLElement) before.focus()
      else onLeave()
    }
    onRemove(term)
  }
  return (
    <div role="group" aria-label="What the filter asks" className={styles.chips}>
      {shown.map((read, index) => (
        <button
          // oxlint-disable-next-line react/no-array-index-key -- the same may be asked twice
          key={index}
          type="button"
          className={styles.chip}
          data-wrong={problemOf(read) !== undefined || undefined}
          data-tooltip="Remove"
          data-shortcut="Delete"
          aria-label={`Remove ${chipText(read.term)}`}
          onClick={({ currentTarget }) => remove(read.term, currentTarget)}
          onKeyDown={(event) =>
            onChipKey(event, () => remove(read.term, event.currentTarget), onLeave)
          }
        >
          <bdi>{chipText(read.term)}</bdi>
          <X size={12} aria-hidden />
        </button>
      ))}
      {problems.map(({ term, problem }) => (
        <span key={term.from} role="status" className={styles.problem}>
          {chipText(term)}: {problem}
        </span>
      ))}
    </div>
  )
}

function isLeftOut(as: ReadTerm['as'], { negated }: FilterTerm): boolean {
  return (as === 'text' || as === 'unknown') && negated
}

function problemOf(read: ReadTerm): string | undefined {
  if (read.as === 'wrong') return read.problem
  return read.as === 'unknown' ? read.hint : undefined
}

function chipText({ negated, text }: FilterTerm): string {
  return `${negated ? 'not ' : ''}${visibleText(text)}`
}

function onChipKey(
  event: KeyboardEvent<HTMLButtonElement>,
  remove: () => void,
  leave: () => void,
): void {
  const { key, currentTarget } = event
  if (key === 'Delete' || key === 'Backspace') remove()
  else if (key === 'Escape') leave()
  else if (key === 'ArrowLeft') focusButton(currentTarget.previousElementSibling)
  else if (key === 'ArrowRight') focusButton(currentTarget.nextElementSibling)
  else return
  event.preventDefault()
  event.stopPropagation()
}

function focusButton(element: Element | null): void {
  if (element instanceof HTMLButtonElement) element.focus()
}
