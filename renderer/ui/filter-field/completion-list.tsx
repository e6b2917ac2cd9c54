import { useEffect, useRef } from 'react'
import type { Completion } from '#lib/filter/complete-filter.ts'
import { SafeText } from '../safe-text.tsx'
import styles from './filter-field.module.css'

interface CompletionListProps {
  readonly id: string
  readonly items: readonly Completion[]
  /** The index of the one that Enter takes; -1 for none. */
  readonly chosen: number
  optionId(index: number): string
  onTake(item: Completion): void
}

/** What a filter can go on with, under its field. The focus stays in the field. */
export function CompletionList({ id, items, chosen, optionId, onTake }: CompletionListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children.item(chosen)?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <div ref={list} id={id} role="listbox" aria-label="Ways to go on" className={styles.list}>
      {items.map((item, index) => (
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field has the keys
        <div
          key={item.label}
          id={optionId(index)}
          role="option"
          tabIndex={-1}
          aria-selected={index === chosen}
          className={styles.option}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(item)}
        >
          <span className={styles.label}>
            <SafeText text={item.label} />
          </span>
          {item.about !== undefined && <span className={styles.about}>{item.about}</span>}
        </div>
      ))}
    </div>
  )
}
