import {
  ArrowLeftToLine,
  ArrowRightToLine,
  Columns2,
  CopyX,
  ListTree,
  Rows2,
  SquareArrowOutUpRight,
  SquarePlus,
  X,
} from 'lucide-react'
import { visibleText } from '#shared/visible-text.ts'
import { toast } from '#ui/toast.tsx'
import type { Command } from '../../commands/index.ts'
import { goTo } from '../../shell/navigation.ts'
import { closeTab } from './close-tab.ts'
import { useDock } from './dock-store.ts'
import { isOfMany, type DockTab } from './dock-tab.ts'
import { groupsOf, groupWith, type Edge, type TabGroup } from './dock-tree.ts'
import { hasRoomToSplit, keepFocus } from './dock-elements.ts'

/** What can be done with a tab: its context menu, shortcuts and the palette. */
export const tabCommands: readonly Command<DockTab>[] = [
  tabCommand({
    id: 'dock.reveal',
    label: 'Reveal in list',
    icon: ListTree,
    keywords: 'show container of tab',
    group: 'reveal',
    run: revealInList,
  }),
  tabCommand({
    id: 'dock.new-terminal',
    label: 'New terminal in the same container',
    icon: SquarePlus,
    keywords: 'shell another second',
    shortcut: 'Mod+Shift+`',
    group: 'reveal',
    applies: ({ kind, gone }) => kind === 'terminal' && !gone,
    run: ({ target }) => useDock.getState().openNewTerminal(target),
  }),
  tabCommand({
    id: 'dock.split-right',
    label: 'Split right',
    icon: Columns2,
    keywords: 'side by side group',
    shortcut: 'Mod+\\',
    group: 'split',
    applies: (tab) => canSplit(tab, 'row'),
    run: (tab) => split(tab, 'right'),
  }),
  tabCommand({
    id: 'dock.split-down',
    label: 'Split down',
    icon: Rows2,
    keywords: 'below under group',
    group: 'split',
    applies: (tab) => canSplit(tab, 'column'),
    run: (tab) => split(tab, 'bottom'),
  }),
  tabCommand({
    id: 'dock.move-left',
    label: 'Move tab left',
    icon: ArrowLeftToLine,
    shortcut: 'Mod+Shift+PageUp',
    group: 'move',
    applies: (tab) => placeOf(tab).at > 0,
    run: (tab) => step(tab, -1),
  }),
  tabCommand({
    id: 'dock.move-right',
    label: 'Move tab right',
    icon: ArrowRightToLine,
    shortcut: 'Mod+Shift+PageDown',
    group: 'move',
    applies: (tab) => placeOf(tab).at < placeOf(tab).tabs.length - 1,
    run: (tab) => step(tab, 1),
  }),
  tabCommand({
    id: 'dock.move-to-next-group',
    label: 'Move tab to next group',
    icon: SquareArrowOutUpRight,
    keywords: 'other join',
    group: 'move',
    applies: () => useDock.getState().expanded && groups().length > 1,
    run: moveToNextGroup,
  }),
  tabCommand({
    id: 'dock.close-tab',
    label: 'Close tab',
    icon: X,
    keywords: 'dock end shell',
    shortcut: 'Mod+W',
    group: 'close',
    run: ({ id }) => closeTab(id),
  }),
  tabCommand({
    id: 'dock.close-others',
    label: 'Close other tabs',
    icon: CopyX,
    keywords: 'dock group',
    group: 'close',
    applies: (tab) => placeOf(tab).tabs.length > 1,
    run: (tab) => placeOf(tab).tabs.forEach((id) => id !== tab.id && closeTab(id)),
  }),
]

interface TabCommandSpec extends Omit<Command<DockTab>, 'appliesTo' | 'run'> {
  applies?(tab: DockTab): boolean
  run(tab: DockTab): void
}

function tabCommand({ applies = () => true, run, ...spec }: TabCommandSpec): Command<DockTab> {
  return {
    ...spec,
    appliesTo: ([tab]) => tab !== undefined && applies(tab),
    run: ([tab]) => tab && run(tab),
  }
}

/** Shows the container of a tab in its list, with its details. */
function revealInList(tab: DockTab): void {
  const { connection, id, name } = tab.target
  if (tab.gone) return toast({ kind: 'info', text: `Container "${visibleText(name)}" was removed` })
  useDock.setState({ maximised: false })
  // Of several containers the list shows which they are.
  goTo({ page: 'containers', connection, id: isOfMany(tab) ? undefined : id })
}

function groups(): readonly TabGroup[] {
  return groupsOf(useDock.getState().layout)
}

/** The row of tabs that a tab is in, and where. */
function placeOf({ id }: DockTab) {
  const group = groupWith(useDock.getState().layout, id)
  const { tabs = [] } = group ?? {}
  return { group: group?.id ?? '', tabs, at: tabs.indexOf(id) }
}

function canSplit(tab: DockTab, direction: 'row' | 'column'): boolean {
  const { group, tabs } = placeOf(tab)
  return useDock.getState().expanded && tabs.length > 1 && hasRoomToSplit(group, direction)
}

function split(tab: DockTab, edge: Edge): void {
  const { group } = placeOf(tab)
  keepFocus(() => useDock.getState().move(tab.id, { group, edge }))
}

function step(tab: DockTab, by: 1 | -1): void {
  const { group, at } = placeOf(tab)
  // The place is that of the tab that it will be before: the one behind the next, to the right.
  const index = by === 1 ? at + 2 : at - 1
  keepFocus(() => useDock.getState().move(tab.id, { group, index }))
}

function moveToNextGroup(tab: DockTab): void {
  const all = groups()
  const at = all.findIndex(({ tabs }) => tabs.includes(tab.id))
  const next = all[(at + 1) % all.length]
  if (!next) return
  const place = { group: next.id, index: next.tabs.length }
  keepFocus(() => useDock.getState().move(tab.id, place))
}
