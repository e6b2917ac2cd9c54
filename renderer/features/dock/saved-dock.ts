import type { SavedDock, SavedNode, TabContent } from '#shared/contract/dock.ts'
import { withoutSecrets } from '#features/terminal'
import { contentOf, newTab, type DockTab } from './dock-tab.ts'
import { groupsOf, newNodeId, tidySplit, type DockNode } from './dock-tree.ts'

/** The part of the dock's state that the next window has again. */
export interface LastingDock {
  readonly tabs: readonly DockTab[]
  readonly layout: DockNode | undefined
  readonly place: SavedDock['place']
  readonly expanded: boolean
  readonly maximised: boolean
  readonly height: number
  readonly width: number
}

/** What is kept of the dock: what its tabs show and where they are, and nothing that runs. */
export function toSaved({ tabs, layout, ...rest }: LastingDock): SavedDock {
  const { place, expanded, maximised, height, width } = rest
  const saved = { place, expanded, maximised, height, width }
  const contents = new Map(tabs.map((tab) => [tab.id, toWriteDown(tab)]))
  return layout ? { ...saved, layout: toSavedNode(layout, contents) } : saved
}

function toWriteDown(tab: DockTab): TabContent {
  const content = contentOf(tab)
  if (content.kind !== 'terminal') return content
  return { ...content, program: withoutSecrets(content.program) }
}

function toSavedNode(node: DockNode, contents: ReadonlyMap<string, TabContent>): SavedNode {
  if (node.kind === 'group') {
    const { tabs, active } = node
    return {
      kind: 'group',
      tabs: tabs.flatMap((id) => contents.get(id) ?? []),
      active: tabs.indexOf(active),
    }
  }
  const { direction, parts } = node
  return {
    kind: 'split',
    direction,
    children: parts.map(({ share, node }) => ({ share, node: toSavedNode(node, contents) })),
  }
}

/** The dock as it was kept. Its tabs have new ids, and its terminals no shells. */
export function fromSaved(
  saved: SavedDock,
  sizes: Pick<LastingDock, 'height' | 'width'>,
): LastingDock {
  const { place, expanded, maximised, height, width } = saved
  const tabs: DockTab[] = []
  const layout = saved.layout && fromSavedNode(saved.layout, tabs)
  const isOpen = groupsOf(layout).length > 0
  return {
    tabs,
    layout,
    place,
    expanded: expanded && isOpen,
    maximised: maximised && expanded && isOpen,
    height: height ?? sizes.height,
    width: width ?? sizes.width,
  }
}

/** Adds the tabs that it makes to those that are given. */
function fromSavedNode(node: SavedNode, tabs: DockTab[]): DockNode | undefined {
  if (node.kind === 'group') {
    const own = node.tabs.map((content) => {
      const tab = newTab(content, tabs, { restored: true })
      tabs.push(tab)
      return tab.id
    })
    const active = own[node.active] ?? own[0]
    return active === undefined ? undefined : { kind: 'group', id: newNodeId(), tabs: own, active }
  }
  const parts = node.children.flatMap(({ share, node }) => {
    const child = fromSavedNode(node, tabs)
    return child ? [{ share, node: child }] : []
  })
  return tidySplit({ kind: 'split', id: newNodeId(), direction: node.direction, parts })
}
