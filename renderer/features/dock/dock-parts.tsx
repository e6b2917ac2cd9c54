import { Tabs } from '@base-ui/react/tabs'
import { useRef, type ReactNode } from 'react'
import { MIN_GROUP_PX } from './dock-elements.ts'
import styles from './dock.module.css'
import { useDock } from './dock-store.ts'
import type { DockTab } from './dock-tab.ts'
import { cornerGroup, groupsOf, type DockNode, type TabGroup, type TabSplit } from './dock-tree.ts'
import { Sash } from './sash.tsx'
import { TabRow } from './tab-row.tsx'
import { TabSlot } from './tab-host.tsx'

/** What the parts of the dock are drawn with. */
interface PartContext {
  readonly tabs: readonly DockTab[]
  /** All of it: the dock's buttons are in its upper right corner. */
  readonly layout: DockNode
  readonly currentGroup: string | undefined
  readonly buttons: ReactNode
}

interface DockPartsProps extends PartContext {
  readonly node: DockNode
}

/** Groups of tabs, beside each other and one under the other. */
export function DockParts({ node, ...context }: DockPartsProps) {
  return node.kind === 'group' ? (
    <Group group={node} {...context} />
  ) : (
    <Split split={node} {...context} />
  )
}

function Group(props: { readonly group: TabGroup } & PartContext) {
  const { group, tabs, layout, currentGroup, buttons } = props
  const groups = groupsOf(layout)
  const number = groups.findIndex(({ id }) => id === group.id) + 1
  const label = 'Logs and terminals'
  return (
    <Tabs.Root
      className={styles.group}
      data-dock-group={group.id}
      data-current={group.id === currentGroup || undefined}
      value={group.active}
      onValueChange={(id) => useDock.getState().activate(String(id))}
    >
      <div className={styles.bar} data-dock-bar>
        <TabRow
          label={groups.length === 1 ? label : `${label}, group ${number} of ${groups.length}`}
          tabs={group.tabs.flatMap((id) => tabs.find((tab) => tab.id === id) ?? [])}
          active={group.active}
          movable
        />
        {cornerGroup(layout) === group && buttons}
      </div>
      <div className={styles.body} data-dock-body>
        {group.tabs.map((id) => (
          <Tabs.Panel key={id} value={id} keepMounted tabIndex={-1} className={styles.panel}>
            <TabSlot tabId={id} />
          </Tabs.Panel>
        ))}
      </div>
    </Tabs.Root>
  )
}

/** A key moves a line by this part of the room. */
const KEY_STEP = 0.05

function Split({ split, ...context }: { readonly split: TabSplit } & PartContext) {
  const element = useRef<HTMLDivElement>(null)
  const { id, direction, parts } = split
  const isRow = direction === 'row'
  /** Moves the line before a part; only the two that it parts change. */
  const moveLine = (index: number, toShareBefore: (sizes: Sizes) => number) => {
    const sizes = element.current && sizesAt(element.current, index, isRow)
    if (!sizes) return
    const [before = 0, after = 0] = [parts[index - 1]?.share, parts[index]?.share]
    const least = Math.min(0.5, MIN_GROUP_PX[direction] / (sizes.before + sizes.after))
    const part = Math.max(least, Math.min(toShareBefore(sizes), 1 - least))
    const room = before + after
    const shares = parts.map(({ share }) => share)
    const changed = shares.with(index - 1, room * part).with(index, room * (1 - part))
    useDock.getState().resizeParts(id, changed)
  }
  return (
    <div ref={element} className={styles.split} data-direction={direction}>
      {parts.map(({ share, node }, index) => (
        <div key={node.id} className={styles.part} style={{ flexGrow: share }}>
          <DockParts node={node} {...context} />
          {index > 0 && (
            <Sash
              orientation={isRow ? 'vertical' : 'horizontal'}
              label={lineLabel(context.layout, node)}
              {...lineValues(
                parts.map(({ share }) => share),
                index,
              )}
              onDrag={(point) =>
                moveLine(
                  index,
                  ({ start, before, after }) =>
                    ((isRow ? point.x : point.y) - start) / (before + after),
                )
              }
              onStep={(step) =>
                moveLine(index, ({ before, after }) => before / (before + after) + step * KEY_STEP)
              }
            />
          )}
        </div>
      ))}
    </div>
  )
}

/** In pixels: where the part before a line starts, and how large it and the one after it are. */
interface Sizes {
  readonly start: number
  readonly before: number
  readonly after: number
}

function sizesAt(split: Element, index: number, isRow: boolean): Sizes | undefined {
  const [before, after] = [split.children[index - 1], split.children[index]].map((part) =>
    part?.getBoundingClientRect(),
  )
  if (!before || !after) return undefined
  return isRow
    ? { start: before.left, before: before.width, after: after.width }
    : { start: before.top, before: before.height, after: after.height }
}

/** How much of the two parts the one before the line has, in percent. */
function lineValues(shares: readonly number[], index: number) {
  const [before = 0, after = 0] = [shares[index - 1], shares[index]]
  return { value: (before / (before + after)) * 100, min: 0, max: 100 }
}

/** Lines are told apart by the group that is right of them, or under them. */
function lineLabel(layout: DockNode, after: DockNode): string {
  const first = groupsOf(after)[0]
  const number = groupsOf(layout).findIndex((group) => group === first) + 1
  return `Size of group ${number - 1}`
}
