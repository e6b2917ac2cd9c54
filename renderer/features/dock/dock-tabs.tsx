import { Tabs } from '@base-ui/react/tabs'
import { ListTree, ScrollText, SquareTerminal, X } from 'lucide-react'
import { useState, type KeyboardEvent, type MouseEvent } from 'react'
import { visibleText } from '#shared/visible-text.ts'
import type { MenuEntry } from '#ui/menu-entry.ts'
import { PopupMenu } from '#ui/menu.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { closeTab } from './close-tab.ts'
import { revealInList } from './dock-commands.ts'
import { tabLabel, type DockTab } from './dock-tab.ts'
import styles from './dock.module.css'

/** Which button of the mouse is the middle one. */
const MIDDLE_BUTTON = 1

interface OpenMenu {
  readonly tab: DockTab
  readonly x: number
  readonly y: number
}

/** The row of tabs. Delete or the middle button closes one; the context menu holds the rest. */
export function DockTabs({ tabs }: { readonly tabs: readonly DockTab[] }) {
  const [menu, setMenu] = useState<OpenMenu>()
  return (
    <>
      <Tabs.List className={styles.tabs} aria-label="Logs and terminals">
        {tabs.map((tab) => (
          <DockTabButton
            key={tab.id}
            tab={tab}
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
        entries={menu ? menuOf(menu.tab, tabs) : []}
        onClose={() => setMenu(undefined)}
      />
    </>
  )
}

interface DockTabButtonProps {
  readonly tab: DockTab
  onMenu(event: MouseEvent): void
}

function DockTabButton({ tab, onMenu }: DockTabButtonProps) {
  const Icon = tab.kind === 'logs' ? ScrollText : SquareTerminal
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
      onKeyDown={closeByKey}
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

function menuOf(tab: DockTab, tabs: readonly DockTab[]): readonly MenuEntry[] {
  const others = tabs.filter(({ id }) => id !== tab.id)
  return [
    { id: 'reveal', label: 'Reveal in list', icon: ListTree, run: () => revealInList(tab) },
    'separator',
    { id: 'close', label: 'Close', icon: X, shortcut: 'Delete', run: () => closeTab(tab.id) },
    {
      id: 'close-others',
      label: 'Close the others',
      disabled: others.length === 0,
      run: () => others.forEach(({ id }) => closeTab(id)),
    },
  ]
}
