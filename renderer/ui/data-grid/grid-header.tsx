import { ArrowDown, ArrowUp } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import { classNames } from '#lib/class-names.ts'
import type { Column, Sort } from './column.ts'
import styles from './data-grid.module.css'
import { nextSort } from './sort-rows.ts'

interface GridHeaderProps<Row> {
  readonly columns: readonly Column<Row>[]
  readonly sort: Sort
  /** Absent where rows are never selected. */
  readonly selected: 'none' | 'some' | 'all' | undefined
  onSortChange(sort: Sort): void
  onSelectAll(): void
}

/** The row of headings: select all, and a button for each column that sorts. */
export function GridHeader<Row>(props: GridHeaderProps<Row>) {
  const { columns, sort, selected, onSortChange, onSelectAll } = props
  const all = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (all.current) all.current.indeterminate = selected === 'some'
  }, [selected])
  return (
    <div role="rowgroup" className={styles.head}>
      <div role="row" aria-rowindex={1} className={styles.headRow}>
        {selected === undefined ? (
          <span />
        ) : (
          <div role="columnheader" className={styles.check}>
            <label>
              <input
                ref={all}
                type="checkbox"
                aria-label="Select all"
                checked={selected === 'all'}
                onChange={() => onSelectAll()}
              />
            </label>
          </div>
        )}
        {columns.map((column) => (
          <Heading key={column.id} column={column} sort={sort} onSortChange={onSortChange} />
        ))}
      </div>
    </div>
  )
}

interface HeadingProps<Row> {
  readonly column: Column<Row>
  readonly sort: Sort
  onSortChange(sort: Sort): void
}

function Heading<Row>({ column, sort, onSortChange }: HeadingProps<Row>) {
  const { id, title, hint, align, compare } = column
  const hintId = useId()
  const direction = sort.column === id ? sort.direction : undefined
  const Arrow = direction === 'descending' ? ArrowDown : ArrowUp
  return (
    <div
      role="columnheader"
      className={classNames(styles.heading, align === 'end' && styles.end)}
      {...(compare && { 'aria-sort': direction ?? 'none' })}
    >
      {compare ? (
        <button
          type="button"
          data-tooltip={hint}
          aria-describedby={hint === undefined ? undefined : hintId}
          data-sorted={direction !== undefined || undefined}
          onClick={() => onSortChange(nextSort(sort, column))}
        >
          {title}
          {direction !== undefined && <Arrow size={12} aria-hidden />}
        </button>
      ) : (
        title
      )}
      {hint !== undefined && (
        <span id={hintId} hidden>
          {hint}
        </span>
      )}
    </div>
  )
}
