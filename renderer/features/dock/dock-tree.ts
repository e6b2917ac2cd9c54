/** Tabs over each other, of which one is shown. It has at least one. */
export interface TabGroup {
  readonly kind: 'group'
  readonly id: string
  /** Ids of tabs, from the left. */
  readonly tabs: readonly string[]
  /** The tab that is shown. */
  readonly active: string
}

/** Parts beside each other (`row`) or one under the other (`column`). It has at least two. */
export interface TabSplit {
  readonly kind: 'split'
  readonly id: string
  readonly direction: 'row' | 'column'
  readonly parts: readonly SplitPart[]
}

export interface SplitPart {
  /** Of the split's room; those of all parts make 1. */
  readonly share: number
  readonly node: DockNode
}

export type DockNode = TabGroup | TabSplit

/** A side of a group, where a new one can be put. */
export type Edge = 'left' | 'right' | 'top' | 'bottom'

let lastId = 0

/** A name of its own for a group or a split. */
export function newNodeId(): string {
  return `node-${(lastId += 1)}`
}

/** All groups, as they are read. */
export function groupsOf(node: DockNode | undefined): readonly TabGroup[] {
  if (!node) return []
  if (node.kind === 'group') return [node]
  return node.parts.flatMap((part) => groupsOf(part.node))
}

/** The group that holds a tab. */
export function groupWith(node: DockNode | undefined, tab: string): TabGroup | undefined {
  return groupsOf(node).find(({ tabs }) => tabs.includes(tab))
}

/** The group in the upper right corner. */
export function cornerGroup(node: DockNode): TabGroup {
  if (node.kind === 'group') return node
  const part = node.direction === 'row' ? node.parts.at(-1) : node.parts[0]
  if (!part) throw new Error('A split has no parts')
  return cornerGroup(part.node)
}

/** Shows a tab in its group. */
export function showTab(node: DockNode, tab: string): DockNode {
  return mapGroups(node, (group) =>
    group.tabs.includes(tab) && group.active !== tab ? { ...group, active: tab } : group,
  )
}

/** Adds a tab at the end of a group, or of the first one, and shows it if `shown`. */
export function addTab(
  node: DockNode | undefined,
  tab: string,
  {
    group: wanted,
    shown = true,
  }: { readonly group?: string | undefined; readonly shown?: boolean },
): DockNode {
  if (!node) return newGroup(tab)
  const groups = groupsOf(node)
  const home = groups.find(({ id }) => id === wanted) ?? groups[0]
  return mapGroups(node, (group) =>
    group === home ? insert(group, tab, group.tabs.length, shown ? tab : group.active) : group,
  )
}

/** Takes a tab away; its neighbour is shown in its place, and a group without tabs is no more. */
export function removeTab(node: DockNode, tab: string): DockNode | undefined {
  return keepGroups(node, (group) => (group.tabs.includes(tab) ? withoutTab(group, tab) : group))
}

/** Puts a tab into a group so that it is before the tab that is at this place now, and shows it. */
export function moveTab(
  node: DockNode,
  tab: string,
  to: { group: string; index: number },
): DockNode {
  const from = groupWith(node, tab)
  if (from?.id === to.group) {
    const at = from.tabs.indexOf(tab)
    const index = at < to.index ? to.index - 1 : to.index
    const others = { ...from, tabs: from.tabs.filter((other) => other !== tab) }
    return mapGroups(node, (group) => (group === from ? insert(others, tab, index, tab) : group))
  }
  const moved = mapGroups(node, (group) =>
    group.id === to.group ? insert(group, tab, to.index, tab) : group,
  )
  if (moved === node) return node
  return (
    keepGroups(moved, (group) => (group.id === from?.id ? withoutTab(group, tab) : group)) ?? node
  )
}

/** Takes a tab out of its group, into a new one at an edge of this or another group. */
export function splitOff(
  node: DockNode,
  tab: string,
  { group: wanted, edge }: { readonly group: string; readonly edge: Edge },
): DockNode {
  const from = groupWith(node, tab)
  const isAlone = from?.id === wanted && from.tabs.length === 1
  const rest = removeTab(node, tab)
  if (!rest || isAlone) return node
  const direction = edge === 'left' || edge === 'right' ? 'row' : 'column'
  const isBefore = edge === 'left' || edge === 'top'
  const split = (group: TabGroup): TabSplit => {
    const parts = [group, newGroup(tab)].map((node) => ({ share: 0.5, node }))
    return {
      kind: 'split',
      id: newNodeId(),
      direction,
      parts: isBefore ? parts.toReversed() : parts,
    }
  }
  return keepGroups(rest, (group) => (group.id === wanted ? split(group) : group)) ?? node
}

/** Gives the parts of a split their room. */
export function shareOut(node: DockNode, splitId: string, shares: readonly number[]): DockNode {
  if (node.kind === 'group') return node
  const parts = node.parts.map((part, index) => ({
    share: node.id === splitId ? (shares[index] ?? part.share) : part.share,
    node: shareOut(part.node, splitId, shares),
  }))
  return { ...node, parts }
}

/** A split of these parts without needless ones in it; nothing where no part is left. */
export function tidySplit(split: TabSplit): DockNode | undefined {
  const parts = split.parts.flatMap(({ share, node }) =>
    node.kind === 'split' && node.direction === split.direction
      ? node.parts.map((inner) => ({ ...inner, share: inner.share * share }))
      : [{ share, node }],
  )
  if (parts.length < 2) return parts[0]?.node
  const total = parts.reduce((sum, { share }) => sum + share, 0)
  return { ...split, parts: parts.map(({ share, node }) => ({ share: share / total, node })) }
}

function newGroup(tab: string): TabGroup {
  return { kind: 'group', id: newNodeId(), tabs: [tab], active: tab }
}

function insert(group: TabGroup, tab: string, index: number, active: string): TabGroup {
  return { ...group, tabs: group.tabs.toSpliced(index, 0, tab), active }
}

function withoutTab(group: TabGroup, tab: string): TabGroup | undefined {
  const at = group.tabs.indexOf(tab)
  const tabs = group.tabs.filter((other) => other !== tab)
  const neighbour = tabs[Math.min(at, tabs.length - 1)]
  if (neighbour === undefined) return undefined
  return { ...group, tabs, active: group.active === tab ? neighbour : group.active }
}

/** The same tree where no group changes. */
function mapGroups(node: DockNode, change: (group: TabGroup) => TabGroup): DockNode {
  if (node.kind === 'group') return change(node)
  const parts = node.parts.map((part) => {
    const next = mapGroups(part.node, change)
    return next === part.node ? part : { ...part, node: next }
  })
  return parts.every((part, index) => part === node.parts[index]) ? node : { ...node, parts }
}

/** The tree with groups that become splits or nothing, and no needless split left. */
function keepGroups(
  node: DockNode,
  change: (group: TabGroup) => DockNode | undefined,
): DockNode | undefined {
  if (node.kind === 'group') return change(node)
  const parts = node.parts.flatMap(({ share, node }) => {
    const next = keepGroups(node, change)
    return next ? [{ share, node: next }] : []
  })
  return tidySplit({ ...node, parts })
}
