import { ChevronDown, ChevronRight } from 'lucide-react'
import { useEffect, useId, useRef, useState } from 'react'
import { formatAge, formatAgo } from '#lib/format-ago.ts'
import { formatSize } from '#lib/format-bytes.ts'
import { plural } from '#lib/plural.ts'
import type { DiskReport, UnusedObject } from '#shared/contract/disk.ts'
import { Button } from '#ui/button.tsx'
import inputs from '#ui/inputs.module.css'
import { SafeText } from '#ui/safe-text.tsx'
import { choose, keyOf, offeredOf, type Choice } from './choice.ts'
import type { CategoryInfo } from './disk-categories.ts'
import styles from './disk-page.module.css'
import { sizeWords } from './words.ts'

const DAY_MS = 86_400_000

const KEPT: readonly { readonly ms: number; readonly label: string }[] = [
  { ms: 0, label: 'of any age' },
  { ms: DAY_MS, label: 'older than 1 day' },
  { ms: 2 * DAY_MS, label: 'older than 2 days' },
  { ms: 7 * DAY_MS, label: 'older than 7 days' },
  { ms: 30 * DAY_MS, label: 'older than 30 days' },
]

interface CategoryRowProps {
  readonly category: CategoryInfo
  readonly report: DiskReport
  readonly choice: Choice
  readonly now: number
  onChoice(choice: Choice): void
}

/** A kind of unused objects: chosen as a whole, or one by one once they are shown. */
export function CategoryRow({ category, report, choice, now, onChoice }: CategoryRowProps) {
  const { id, title, note } = category
  const [isOpen, setOpen] = useState(false)
  const listId = useId()
  const offered = offeredOf(report, id, choice, now)
  const chosen = offered.filter((object) => choice.chosen.has(keyOf(object)))
  const isEmpty = report.unused[id].length === 0
  const keep = (ms: number) =>
    onChoice({ ...choice, keepNewerMs: { ...choice.keepNewerMs, [id]: ms } })
  return (
    <li className={styles.category}>
      <div className={styles.line}>
        <label className={styles.title}>
          <SomeOrAll
            isAll={chosen.length > 0 && chosen.length === offered.length}
            isSome={chosen.length > 0}
            disabled={offered.length === 0}
            onChange={(isChosen) => onChoice(choose(choice, offered, isChosen))}
          />
          {title}
        </label>
        <span className={styles.count}>{countWords(offered)}</span>
        <span className={styles.size}>{offered.length > 0 && sizeWords(offered)}</span>
        <span className={inputs.inputs}>
          <select
            aria-label={`${title}: which`}
            value={choice.keepNewerMs[id] ?? 0}
            disabled={isEmpty}
            onChange={({ target }) => keep(Number(target.value))}
          >
            {KEPT.map(({ ms, label }) => (
              <option key={ms} value={ms}>
                {label}
              </option>
            ))}
          </select>
        </span>
        <Button
          kind="quiet"
          icon={isOpen ? ChevronDown : ChevronRight}
          aria-label={`Review ${title}`}
          aria-expanded={isOpen}
          aria-controls={listId}
          disabled={isEmpty}
          onClick={() => setOpen(!isOpen)}
        >
          Review
        </Button>
      </div>
      <p className={styles.note}>{note}</p>
      {isOpen && offered.length > 0 && (
        <ul id={listId} className={styles.objects} aria-label={title}>
          {offered.map((object) => (
            <ObjectLine
              key={keyOf(object)}
              object={object}
              isChosen={choice.chosen.has(keyOf(object))}
              now={now}
              onChange={(isChosen) => onChoice(choose(choice, [object], isChosen))}
            />
          ))}
        </ul>
      )}
    </li>
  )
}

interface ObjectLineProps {
  readonly object: UnusedObject
  readonly isChosen: boolean
  readonly now: number
  onChange(isChosen: boolean): void
}

function ObjectLine({ object, isChosen, now, onChange }: ObjectLineProps) {
  const { name, why, bytes, at } = object
  return (
    <li>
      <label className={styles.object}>
        <input
          type="checkbox"
          checked={isChosen}
          onChange={({ target }) => onChange(target.checked)}
        />
        <SafeText text={name} className={styles.name} />
        <SafeText text={why} className={styles.why} />
        <span className={styles.size}>{bytes === undefined ? 'unknown' : formatSize(bytes)}</span>
        <span className={styles.when}>{at === undefined ? '—' : formatAge(at, now)}</span>
      </label>
    </li>
  )
}

interface SomeOrAllProps {
  readonly isAll: boolean
  readonly isSome: boolean
  readonly disabled: boolean
  onChange(isChosen: boolean): void
}

function SomeOrAll({ isAll, isSome, disabled, onChange }: SomeOrAllProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = isSome && !isAll
  }, [isAll, isSome])
  return (
    <input
      ref={box}
      type="checkbox"
      checked={isAll}
      disabled={disabled}
      onChange={({ target }) => onChange(target.checked)}
    />
  )
}

function countWords(offered: readonly UnusedObject[]): string {
  const oldest = Math.min(...offered.flatMap(({ at }) => at ?? []))
  const age = Number.isFinite(oldest) ? `, the oldest ${formatAgo(oldest)}` : ''
  return offered.length === 0 ? 'none' : `${plural(offered.length, 'object')}${age}`
}
