import { EllipsisVertical } from 'lucide-react'
import {
  startTransition,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
} from 'react'
import { IconButton } from '../icon-button.tsx'
import styles from './data-grid.module.css'

interface RowCheckProps {
  readonly name: string
  readonly selected: 'none' | 'some' | 'all'
}

/** The box that selects a row, or all the rows of a group. */
export function RowCheck({ name, selected }: RowCheckProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = selected === 'some'
  }, [selected])
  return (
    <div role="gridcell" className={styles.check} data-select>
      <label>
        <input
          ref={box}
          type="checkbox"
          tabIndex={-1}
          aria-label={`Select ${name}`}
          checked={selected === 'all'}
          onChange={leaveToGrid}
        />
      </label>
    </div>
  )
}

/** React wants a handler on a controlled box; the grid's own click handler does the work. */
function leaveToGrid(): void {}

interface RowBarProps {
  readonly id: string
  readonly name: string
  readonly active: boolean
  readonly hasMenu: boolean
  /** Draws the buttons: they are not made before they are needed. */
  readonly children: (() => ReactNode) | undefined
}

/** The buttons that lie over the right end of a row. */
export function RowBar({ id, name, active, hasMenu, children: draw }: RowBarProps) {
  const element = useRef<HTMLDivElement>(null)
  const ready = useSettled(id)
  useLayoutEffect(() => setTabStops(element.current, active))
  if (!ready && !active) return null
  return (
    <div ref={element} role="gridcell" className={styles.actions} data-actions>
      <div className={styles.bar}>
        {draw?.()}
        {hasMenu && (
          <IconButton
            small
            icon={EllipsisVertical}
            label={`More actions for ${name}`}
            hint="More actions"
            aria-haspopup="menu"
            data-more
          />
        )}
      </div>
    </div>
  )
}

/** Only the active row's links and buttons are reached by Tab: a grid is one stop. */
export function setTabStops(row: HTMLElement | null, active: boolean): void {
  const tabIndex = active ? 0 : -1
  for (const control of row?.querySelectorAll<HTMLElement>('a[href], button') ?? []) {
    // A write costs much more than a read, and most stand already as they should.
    if (control.tabIndex !== tabIndex) control.tabIndex = tabIndex
  }
}

/** Rows that a filter or a scroll shows for less than this never get their buttons. */
const BUTTONS_DELAY_MS = 60

/** Whether the row has stood here for a little: its buttons are the half of it that nobody sees at first. */
function useSettled(id: string): boolean {
  const [settled, setSettled] = useState<string>()
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setSettled(id)), BUTTONS_DELAY_MS)
    return () => clearTimeout(timer)
  }, [id])
  return settled === id
}
