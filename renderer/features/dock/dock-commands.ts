import {
  ListTree,
  Maximize2,
  PanelBottom,
  SquareArrowLeft,
  SquareArrowRight,
  SquarePlus,
  X,
} from 'lucide-react'
import { isMac } from '#lib/platform.ts'
import { visibleText } from '#shared/visible-text.ts'
import { toast } from '#ui/toast.tsx'
import type { AppCommand } from '../../commands/index.ts'
import { goTo } from '../../shell/navigation.ts'
import { focusList } from '../../shell/use-object-list.ts'
import { closeTab } from './close-tab.ts'
import { useDock } from './dock-store.ts'
import type { DockTab } from './dock-tab.ts'

/** macOS keeps Cmd+Tab for itself. */
const NEXT_TAB = isMac ? 'Ctrl+Tab' : 'Mod+Tab'
const PREVIOUS_TAB = isMac ? 'Ctrl+Shift+Tab' : 'Mod+Shift+Tab'

/** What Ctrl+Tab means; shells have no use for it, so it works within terminals too. */
export const TAB_STEPS: Readonly<Record<string, 1 | -1>> = { [NEXT_TAB]: 1, [PREVIOUS_TAB]: -1 }

const hasTabs = () => useDock.getState().tabs.length > 0
const hasSeveralTabs = () => useDock.getState().tabs.length > 1
const activeTab = () => {
  const { tabs, active } = useDock.getState()
  return tabs.find(({ id }) => id === active)
}

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
  {
    id: 'dock.next-tab',
    label: 'Next dock tab',
    icon: SquareArrowRight,
    shortcut: NEXT_TAB,
    group: 'Dock',
    appliesTo: hasSeveralTabs,
    run: () => useDock.getState().activateNext(1),
  },
  {
    id: 'dock.previous-tab',
    label: 'Previous dock tab',
    icon: SquareArrowLeft,
    shortcut: PREVIOUS_TAB,
    group: 'Dock',
    appliesTo: hasSeveralTabs,
    run: () => useDock.getState().activateNext(-1),
  },
  {
    id: 'dock.new-terminal',
    label: 'New terminal in the same container',
    icon: SquarePlus,
    keywords: 'shell another second',
    shortcut: 'Mod+Shift+`',
    group: 'Dock',
    appliesTo: () => activeTab()?.kind === 'terminal' && activeTab()?.gone === false,
    run: () => withActive(({ target }) => useDock.getState().openNewTerminal(target)),
  },
  {
    id: 'dock.close-tab',
    label: 'Close dock tab',
    icon: X,
    shortcut: 'Mod+W',
    group: 'Dock',
    appliesTo: () => hasTabs() && useDock.getState().expanded,
    run: () => withActive(({ id }) => closeTab(id)),
  },
  {
    id: 'dock.reveal',
    label: 'Reveal in list',
    icon: ListTree,
    keywords: 'show container of tab',
    group: 'Dock',
    appliesTo: hasTabs,
    run: () => withActive(revealInList),
  },
]

/** What is collapsed cannot keep the focus: it goes back to the list. */
function toggleDock(): void {
  const hadFocus = document.activeElement?.closest('[data-region="dock"] [role="tabpanel"]')
  useDock.getState().toggle()
  if (hadFocus && !useDock.getState().expanded) focusList()
}

/** Shows the container of a tab in its list, with its details. */
export function revealInList({ target, gone }: DockTab): void {
  const { connection, id, name, merged } = target
  if (gone) return toast({ kind: 'info', text: `Container "${visibleText(name)}" was removed` })
  useDock.setState({ maximised: false })
  // Of several containers the list shows which they are.
  goTo(merged ? { page: 'containers', connection } : { page: 'containers', connection, id })
}

function withActive(act: (tab: DockTab) => void): void {
  const tab = activeTab()
  if (tab) act(tab)
}
