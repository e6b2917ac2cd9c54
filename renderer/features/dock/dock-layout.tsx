import { useRef, type ReactNode } from 'react'
import { useShallow } from 'zustand/react/shallow'
import { Dock } from './dock.tsx'
import { useDock } from './dock-store.ts'
import styles from './dock-layout.module.css'
import { Sash } from './sash.tsx'
import type { DrawStats } from './tab-body.tsx'

/**
 * What stays of the page under which the dock lies: its header (44), the headings of its list (28),
 * 4 rows of 32, and the scroll bar (12) of a list that is wider than its place.
 */
const MIN_PAGE_HEIGHT_PX = 212
/** What stays of it beside the dock: names and their status. */
const MIN_PAGE_WIDTH_PX = 320

const KEY_STEP_PX = 24

/** How each place of the dock is measured. The minimum: a row of tabs, and some lines or columns. */
const SIDES = {
  bottom: {
    size: 'height',
    min: 110,
    page: MIN_PAGE_HEIGHT_PX,
    orientation: 'horizontal',
    label: 'Height of the dock',
  },
  right: {
    size: 'width',
    min: 240,
    page: MIN_PAGE_WIDTH_PX,
    orientation: 'vertical',
    label: 'Width of the dock',
  },
} as const

interface DockLayoutProps {
  readonly stats: DrawStats
  readonly children: ReactNode
}

/** The page and the dock. The page keeps its place in the tree, so that nothing of it starts anew. */
export function DockLayout({ stats, children }: DockLayoutProps) {
  const { isOpen, expanded, maximised, place, height, width } = useDock(
    useShallow(({ tabs, expanded, maximised, place, height, width }) => {
      return { isOpen: tabs.length > 0, expanded, maximised, place, height, width }
    }),
  )
  const area = useRef<HTMLDivElement>(null)
  const { size, min, page } = SIDES[place]
  const wanted = Math.max(min, { height, width }[size])
  const resizable = isOpen && expanded && !maximised
  return (
    <div ref={area} className={styles.area} data-place={resizable ? place : 'bottom'}>
      <div className={styles.page} inert={maximised} data-under={maximised || undefined}>
        {children}
      </div>
      <div
        className={styles.dock}
        data-open={isOpen || undefined}
        data-maximised={maximised || undefined}
        {...(resizable && {
          style: {
            [size]: wanted,
            [size === 'height' ? 'maxHeight' : 'maxWidth']: `calc(100% - ${page}px)`,
          },
        })}
      >
        <Dock
          stats={stats}
          sash={resizable && <DockSash place={place} wanted={wanted} area={area} />}
        />
      </div>
    </div>
  )
}

interface DockSashProps {
  readonly place: keyof typeof SIDES
  readonly wanted: number
  readonly area: { readonly current: HTMLDivElement | null }
}

function DockSash({ place, wanted, area }: DockSashProps) {
  const { size, min, page, orientation, label } = SIDES[place]
  const room = () => {
    const { clientHeight = 0, clientWidth = 0 } = area.current ?? {}
    return (size === 'height' ? clientHeight : clientWidth) - page
  }
  const resize = (next: number) =>
    useDock.getState().resize({ [size]: Math.round(Math.max(min, Math.min(next, room()))) })
  const drag = ({ x, y }: { readonly x: number; readonly y: number }) => {
    const { bottom = 0, right = 0 } = area.current?.getBoundingClientRect() ?? {}
    resize(size === 'height' ? bottom - y : right - x)
  }
  return (
    <Sash
      orientation={orientation}
      label={label}
      value={wanted}
      min={min}
      max={Math.max(wanted, room())}
      onDrag={drag}
      onStep={(direction) => resize(wanted - direction * KEY_STEP_PX)}
    />
  )
}
