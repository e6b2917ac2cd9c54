import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react'
import { Dock } from './dock.tsx'
import { MIN_HEIGHT_PX, rememberedHeight, rememberHeight } from './dock-height.ts'
import { useDock } from './dock-store.ts'
import styles from './dock-layout.module.css'

/**
 * What stays of the page: its header (44), the headings of its list (28), 4 rows of 32, and the
 * scroll bar (12) of a list that is wider than its place.
 */
const MIN_PAGE_PX = 212
const MAX_HEIGHT = `calc(100% - ${MIN_PAGE_PX}px)`
const KEY_STEP_PX = 24

/** The page over the dock. The dock keeps its place in the tree, so that no log starts anew. */
export function DockLayout({ children }: { readonly children: ReactNode }) {
  const { tabs, expanded, maximised } = useDock()
  const area = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState(rememberedHeight)
  const isOpen = tabs.length > 0
  const resizable = isOpen && expanded && !maximised
  const resize = (height: number) => {
    const max = (area.current?.clientHeight ?? Infinity) - MIN_PAGE_PX
    const next = Math.max(MIN_HEIGHT_PX, Math.min(height, max))
    setWanted(next)
    rememberHeight(next)
  }
  return (
    <div ref={area} className={styles.area}>
      <div className={styles.page} inert={maximised} data-under={maximised || undefined}>
        {children}
      </div>
      <div
        className={styles.dock}
        data-open={isOpen || undefined}
        data-maximised={maximised || undefined}
        {...(resizable && { style: { height: wanted, maxHeight: MAX_HEIGHT } })}
      >
        <Dock sash={resizable && <Sash height={wanted} area={area} onResize={resize} />} />
      </div>
    </div>
  )
}

interface SashProps {
  readonly height: number
  readonly area: { readonly current: HTMLDivElement | null }
  onResize(height: number): void
}

function Sash({ height, area, onResize }: SashProps) {
  const drag = ({ clientY, currentTarget, pointerId }: PointerEvent) => {
    const bottom = area.current?.getBoundingClientRect().bottom
    if (bottom === undefined || !currentTarget.hasPointerCapture(pointerId)) return
    onResize(bottom - clientY)
  }
  const step = (event: KeyboardEvent) => {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key]
    if (direction === undefined) return
    event.preventDefault()
    onResize(height + direction * KEY_STEP_PX)
  }
  return (
    // oxlint-disable jsx-a11y/no-noninteractive-tabindex, jsx-a11y/no-noninteractive-element-interactions -- a separator with a value is a control
    <div
      role="separator"
      aria-orientation="horizontal"
      aria-label="Height of the dock"
      aria-valuenow={Math.round(height)}
      aria-valuemin={MIN_HEIGHT_PX}
      aria-valuemax={Math.round((area.current?.clientHeight ?? height) - MIN_PAGE_PX)}
      tabIndex={0}
      className={styles.sash}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onKeyDown={step}
    />
    // oxlint-enable
  )
}
