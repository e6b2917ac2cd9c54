import { Tabs } from '@base-ui/react/tabs'
import { Bug, ChartLine, Plug, ScrollText, SquareTerminal, X, type LucideIcon } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react'
import type { TerminalProgram } from '#shared/contract/terminal.ts'
import { visibleText } from '#shared/visible-text.ts'
import { menuEntries } from '#ui/menu-entry.ts'
import { PopupMenu } from '#ui/menu.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { bindCommands } from '../../commands/index.ts'
import { closeTab } from './close-tab.ts'
import { tabLabel, type DockTab } from './dock-tab.ts'
import styles from './dock.module.css'
import { tabCommands } from './tab-commands.ts'
import { startTabDrag, useTabDrag } from './tab-drag.ts'

/** Which button of the mouse is the middle one. */
const MIDDLE_BUTTON = 1

/** What runs in a terminal is told apart: its container's name stands on all of them. */
const ICONS: Readonly<Record<TerminalProgram['kind'] | 'logs' | 'stats', LucideIcon>> = {
  logs: ScrollText,
  stats: ChartLine,
  shell: SquareTerminal,
  attach: Plug,
  debug: Bug,
}

interface OpenMenu {
  readonly tab: DockTab
  readonly x: number
  readonly y: number
}

export interface TabRowProps {
  /** The accessible name. */
  readonly label: string
  readonly tabs: readonly DockTab[]
  readonly active: string | undefined
  readonly movable: boolean
}

/** A row of tabs. Delete or the middle button closes one; the context menu holds the rest. */
export function TabRow({ label, tabs, active, movable }: TabRowProps) {
  const [menu, setMenu] = useState<OpenMenu>()
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const shown = row.current?.querySelector(`[data-dock-tab="${active}"]`)
    shown?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [active])
  return (
    <>
      <Tabs.List ref={row} className={styles.tabs} aria-label={label}>
        {tabs.map((tab) => (
          <TabButton
            key={tab.id}
            tab={tab}
            movable={movable}
            onMenu={(event) => {
              event.preventDefault()
              setMenu({ tab, x: event.clientX, y: event.clientY })
            }}
          />
        ))}
      </Tabs.List>
      <PopupMenu
        open={menu !== undefined}
        anchor={menu}
        label={menu ? visibleText(tabLabel(menu.tab)) : ''}
        entries={menu ? menuEntries(bindCommands(tabCommands, [menu.tab])) : []}
        onClose={() => setMenu(undefined)}
      />
    </>
  )
}

interface TabButtonProps {
  readonly tab: DockTab
  readonly movable: boolean
  onMenu(event: MouseEvent): void
}

function TabButton({ tab, movable, onMenu }: TabButtonProps) {
  const Icon = ICONS[tab.kind === 'terminal' ? tab.program.kind : tab.kind]
  const isDragged = useTabDrag((drag) => drag.tab === tab.id)
  const closeByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Delete') return
    event.preventDefault()
    event.stopPropagation()
    closeTab(tab.id)
  }
  return (
    <Tabs.Tab
      value={tab.id}
      className={styles.tab}
      aria-label={visibleText(tabLabel(tab))}
      data-dock-tab={tab.id}
      data-dragged={isDragged || undefined}
      data-gone={tab.gone || undefined}
      {...(tab.gone && { 'aria-description': 'The container was removed' })}
      onKeyDown={closeByKey}
      onPointerDown={(event) => movable && startTabDrag(tab.id, event)}
      onAuxClick={(event) => event.button === MIDDLE_BUTTON && closeTab(tab.id)}
      onContextMenu={onMenu}
    >
      <Icon size={14} aria-hidden />
      <span className={styles.name}>
        <SafeText text={tab.name} />
      </span>
      {/* No button: one within a tab would not be reached. Keys have Delete. */}
      <span
        aria-hidden
        className={styles.close}
        data-tooltip="Close"
        onPointerDown={(event) => event.stopPropagation()}
        onClick={(event) => {
          event.stopPropagation()
          closeTab(tab.id)
        }}
      >
        <X size={12} />
      </span>
    </Tabs.Tab>
  )
}
