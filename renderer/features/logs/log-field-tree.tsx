import { useRef, useState, type KeyboardEvent } from 'react'
import { chordOf } from '#lib/chord.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { LineField } from '../../workers/log/line-fields.ts'
import styles from './log-details.module.css'

interface TreeProps {
  readonly fields: readonly LineField[]
  onChoose(field: LineField): void
  onCopy(field: LineField): void
}

/** The fields of a line, those within others under them. */
export function LogFieldTree({ fields, onChoose, onCopy }: TreeProps) {
  const [closed, setClosed] = useState<ReadonlySet<LineField>>(new Set())
  const [current, setCurrent] = useState(0)
  const tree = useRef<HTMLDivElement>(null)
  const shown = visibleFields(fields, closed)
  const toggle = (field: LineField, isOpen: boolean) =>
    setClosed((before) => {
      const next = new Set(before)
      if (isOpen) next.delete(field)
      else next.add(field)
      return next
    })
  const go = (at: number) => {
    const field = shown[Math.max(0, Math.min(at, shown.length - 1))]
    if (!field) return
    const index = fields.indexOf(field)
    setCurrent(index)
    onChoose(field)
    tree.current?.querySelector<HTMLElement>(`[data-field="${index}"]`)?.focus()
  }
  const handleKeys = (event: KeyboardEvent) => {
    const field = fields[current]
    if (!field) return
    const at = shown.indexOf(field)
    const isOpen = hasParts(field) && !closed.has(field)
    const actions: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      Home: () => go(0),
      End: () => go(shown.length - 1),
      ArrowRight: () => (isOpen ? go(at + 1) : toggle(field, true)),
      ArrowLeft: () => (isOpen ? toggle(field, false) : go(shown.indexOf(parentOf(shown, at)))),
      Enter: () => toggle(field, !isOpen),
      Space: () => toggle(field, !isOpen),
      'Mod+C': () => onCopy(field),
    }
    const action = actions[chordOf(event)]
    if (!action) return
    event.preventDefault()
    event.stopPropagation()
    action()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- its items are
    <div ref={tree} role="tree" aria-label="Fields" className={styles.tree} onKeyDown={handleKeys}>
      {shown.map((field) => {
        const index = fields.indexOf(field)
        return (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the tree has them
          <div
            key={index}
            role="treeitem"
            aria-level={field.depth + 1}
            aria-expanded={hasParts(field) ? !closed.has(field) : undefined}
            aria-selected={index === current}
            tabIndex={index === current ? 0 : -1}
            data-field={index}
            className={styles.field}
            style={{ paddingLeft: 6 + Math.min(field.depth, 20) * 14 }}
            onFocus={() => {
              setCurrent(index)
              onChoose(field)
            }}
            onClick={() => hasParts(field) && toggle(field, closed.has(field))}
          >
            <span aria-hidden className={styles.twist}>
              {hasParts(field) && (closed.has(field) ? '▸' : '▾')}
            </span>
            <span className={styles.key}>{visibleText(field.key)}</span>{' '}
            <span className={styles.value} data-kind={field.kind}>
              {visibleText(field.shown)}
            </span>
          </div>
        )
      })}
    </div>
  )
}

/** Those that are within no closed one. */
function visibleFields(
  fields: readonly LineField[],
  closed: ReadonlySet<LineField>,
): readonly LineField[] {
  let hiddenBelow = Infinity
  return fields.filter((field) => {
    if (field.depth > hiddenBelow) return false
    hiddenBelow = closed.has(field) ? field.depth : Infinity
    return true
  })
}

function parentOf(shown: readonly LineField[], at: number): LineField {
  const own = shown[at] as LineField
  return shown.slice(0, at).findLast(({ depth }) => depth < own.depth) ?? own
}

function hasParts({ kind, to, from }: LineField): boolean {
  return (kind === 'object' || kind === 'array') && to - from > 2
}
