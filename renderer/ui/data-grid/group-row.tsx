import { ChevronDown, ChevronRight } from 'lucide-react'
import { memo, useLayoutEffect, useRef, type ReactNode } from 'react'
import { classNames } from '#lib/class-names.ts'
import { visibleText } from '#shared/visible-text.ts'
import { SafeText } from '../safe-text.tsx'
import { NAME_COLUMN, STATUS_COLUMN, type Column } from './column.ts'
import styles from './data-grid.module.css'
import type { RowGroup } from './row-groups.ts'
import { RowBar, RowCheck, setTabStops } from './row-parts.tsx'

interface GroupRowProps<Row> {
  readonly group: RowGroup<Row>
  readonly domId: string
  readonly index: number
  /** Pixels from the first row's top. */
  readonly top: number
  readonly columns: readonly Column<Row>[]
  readonly collapsed: boolean
  readonly active: boolean
  /** Absent where rows are never selected. */
  readonly selected: 'none' | 'some' | 'all' | undefined
  readonly hasMenu: boolean
  readonly actions: ((group: RowGroup<Row>) => ReactNode) | undefined
}

/**
 * The heading of a group. In a grid a row has no `aria-expanded`: its caret says it to those who
 * reach it, and the row's description to those who walk by.
 */
function Heading<Row>(props: GroupRowProps<Row>) {
  const { group, domId, index, top, columns, collapsed, active, selected, hasMenu, actions } = props
  const element = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => setTabStops(element.current, active))
  const title = visibleText(group.title)
  const id = (part: string) => `${domId}-${part}`
  /** Where no column says it, the heading itself says how many there are. */
  const counts = columns.some((column) => column.id === STATUS_COLUMN) ? STATUS_COLUMN : 'count'
  const isCounted = counts === 'count' || group.note !== undefined
  const described = [counts, ...(isCounted ? ['count'] : []), 'fold']
  const Caret = collapsed ? ChevronRight : ChevronDown
  return (
    <div
      ref={element}
      role="row"
      id={domId}
      aria-rowindex={index + 2}
      aria-selected={selected && selected === 'all'}
      aria-labelledby={id('title')}
      aria-describedby={[...new Set(described)].map(id).join(' ')}
      data-row-id={group.id}
      data-place={group.id}
      data-group
      data-active={active || undefined}
      className={styles.row}
      style={{ top }}
    >
      {selected === undefined ? <span /> : <RowCheck name={title} selected={selected} />}
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          id={column.id === STATUS_COLUMN ? id(STATUS_COLUMN) : undefined}
          data-cell={column.id}
          className={classNames(styles.cell, column.align === 'end' && styles.end)}
        >
          {column.id === NAME_COLUMN ? (
            <span className={styles.groupName}>
              <button
                type="button"
                aria-expanded={!collapsed}
                aria-label={`Rows of ${title}`}
                className={styles.caret}
                data-caret
              >
                <Caret size={14} aria-hidden />
              </button>
              <span id={id('title')} data-tooltip={title} className={styles.groupTitle}>
                <SafeText text={group.title} />
              </span>
              {isCounted && (
                <span id={id('count')} className={styles.groupCount}>
                  {group.note ?? group.rows.length.toLocaleString('en')}
                </span>
              )}
              <span id={id('fold')} className="visually-hidden">
                {collapsed ? 'collapsed' : 'expanded'}
              </span>
            </span>
          ) : (
            column.renderGroup?.(group.rows)
          )}
        </div>
      ))}
      {(actions || hasMenu) && (
        <RowBar id={group.id} name={title} active={active} hasMenu={hasMenu}>
          {actions && (() => actions(group))}
        </RowBar>
      )}
    </div>
  )
}

/** A group in which nothing changed is not drawn again. */
export const GroupRow = memo(Heading) as typeof Heading
