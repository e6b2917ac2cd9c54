import { Maximize2, PanelBottom, PanelRight, SquareArrowLeft, SquareArrowRight } from 'lucide-react'
import { isMac } from '#lib/platform.ts'
import type { AppCommand, Command } from '../../commands/index.ts'
import { focusList } from '../../shell/use-object-list.ts'
import { keepFocus } from './dock-elements.ts'
import { activeTab, useDock } from './dock-store.ts'
import type { DockTab } from './dock-tab.ts'
import { tabCommands } from './tab-commands.ts'

/** macOS keeps Cmd+Tab for itself. */
const NEXT_TAB = isMac ? 'Ctrl+Tab' : 'Mod+Tab'
const PREVIOUS_TAB = isMac ? 'Ctrl+Shift+Tab' : 'Mod+Shift+Tab'

/** What Ctrl+Tab means; shells have no use for it, so it works within terminals too. */
export const TAB_STEPS: Readonly<Record<string, 1 | -1>> = { [NEXT_TAB]: 1, [PREVIOUS_TAB]: -1 }

const hasTabs = () => useDock.getState().tabs.length > 0
const hasSeveralTabs = () => useDock.getState().tabs.length > 1

/** Where the dock can go. */
export const placeCommands: readonly AppCommand[] = [
  {
    id: 'dock.place-right',
    label: 'Move dock to the right',
    icon: PanelRight,
    keywords: 'panel side',
    group: 'Dock',
    appliesTo: () => hasTabs() && useDock.getState().place !== 'right',
    run: () => keepFocus(() => useDock.getState().moveDock('right')),
  },
  {
    id: 'dock.place-bottom',
    label: 'Move dock to the bottom',
    icon: PanelBottom,
    keywords: 'panel under',
    group: 'Dock',
    appliesTo: () => hasTabs() && useDock.getState().place !== 'bottom',
    run: () => keepFocus(() => useDock.getState().moveDock('bottom')),
  },
]

/** What can be done with the dock: shortcuts, palette, menu bar. */
export const dockCommands: readonly AppCommand[] = [
  {
    id: 'dock.toggle',
    label: 'Toggle dock',
    icon: PanelBottom,
    keywords: 'panel logs terminals show hide collapse',
    shortcut: 'Mod+`',
    group: 'Dock',
    appliesTo: hasTabs,
    run: toggleDock,
  },
  {
    id: 'dock.maximise',
    label: 'Maximise dock',
    icon: Maximize2,
    keywords: 'maximize full restore',
    shortcut: 'Mod+Shift+M',
    group: 'Dock',
    appliesTo: hasTabs,
    run: () => useDock.getState().toggleMaximised(),
  },
  ...placeCommands,
  {
    id: 'dock.next-tab',
    label: 'Next dock tab',
    icon: SquareArrowRight,
    shortcut: NEXT_TAB,
    group: 'Dock',
    appliesTo: hasSeveralTabs,
    run: () => useDock.getState().visitNext(1),
  },
  {
    id: 'dock.previous-tab',
    label: 'Previous dock tab',
    icon: SquareArrowLeft,
    shortcut: PREVIOUS_TAB,
    group: 'Dock',
    appliesTo: hasSeveralTabs,
    run: () => useDock.getState().visitNext(-1),
  },
  ...tabCommands.map(onCurrentTab),
]

/** The command for the tab that has the focus, or else for the one that can be seen. */
function onCurrentTab(command: Command<DockTab>): AppCommand {
  const { label, ...rest } = command
  const targets = () => [currentTab()].filter((tab) => tab !== undefined)
  return {
    ...rest,
    label: typeof label === 'function' ? label([]) : label,
    group: 'Dock',
    appliesTo: () => command.appliesTo(targets()),
    run: () => command.run(targets()),
  }
}

function currentTab(): DockTab | undefined {
  const state = useDock.getState()
  const focused = document.activeElement?.closest<HTMLElement>('[data-dock-tab]')
  const id = focused?.dataset['dockTab']
  const focusedTab = state.tabs.find((tab) => tab.id === id)
  return focusedTab ?? (state.expanded ? activeTab(state) : undefined)
}

/** What is collapsed cannot keep the focus: it goes back to the list. */
function toggleDock(): void {
  const hadFocus = document.activeElement?.closest('[data-region="dock"] [role="tabpanel"]')
  useDock.getState().toggle()
  if (hadFocus && !useDock.getState().expanded) focusList()
}
