import { Tabs } from '@base-ui/react/tabs'
import {
  useEffect,
  type FocusEvent,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react'
import { useShallow } from 'zustand/react/shallow'
import { useNameOf } from '#features/connections'
import { chordOf } from '#lib/chord.ts'
import { registerCommands } from '../../commands/index.ts'
import { DockButtons } from './dock-buttons.tsx'
import { dockCommands, TAB_STEPS } from './dock-commands.ts'
import { groupAround } from './dock-elements.ts'
import { DockParts } from './dock-parts.tsx'
import { activeTab, currentGroup, useDock } from './dock-store.ts'
import { tellEngines, type DockTab } from './dock-tab.ts'
import { groupsOf, type DockNode } from './dock-tree.ts'
import styles from './dock.module.css'
import type { DrawStats } from './tab-body.tsx'
import { TabHost } from './tab-host.tsx'
import { TabRow } from './tab-row.tsx'
import { useTabDrag } from './tab-drag.ts'

interface DockProps {
  readonly sash: ReactNode
  readonly stats: DrawStats
}

/** The region with the logs and terminals that stay open, and its sash. */
export function Dock({ sash, stats }: DockProps) {
  const { layout, expanded, maximised, focus, active, group } = useDock(
    useShallow((state) => ({
      layout: state.layout,
      expanded: state.expanded,
      maximised: state.maximised,
      focus: state.focus,
      active: activeTab(state),
      group: currentGroup(state)?.id,
    })),
  )
  const tabs = useNamedTabs()
  useEffect(() => registerCommands(dockCommands), [])
  if (!layout) return null
  const shown = new Set(groupsOf(layout).map((group) => group.active))
  const buttons = <DockButtons tab={active} expanded={expanded} maximised={maximised} />
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys of its parts
    <section
      aria-label="Dock"
      data-region="dock"
      className={styles.dock}
      onKeyDownCapture={stepByKey}
      onFocusCapture={noteGroup}
      onPointerDownCapture={noteGroup}
    >
      {expanded ? (
        <DockParts
          node={layout}
          layout={layout}
          tabs={tabs}
          currentGroup={group}
          buttons={buttons}
        />
      ) : (
        <CollapsedDock tabs={inOrder(tabs, layout)} active={active?.id} buttons={buttons} />
      )}
      {tabs.map((tab) => (
        <TabHost
          key={tab.id}
          tab={tab}
          shown={expanded && shown.has(tab.id)}
          focusWish={focus.tab === tab.id ? focus.wish : undefined}
          stats={stats}
        />
      ))}
      <DropPreview />
      {sash}
    </section>
  )
}

interface CollapsedDockProps {
  readonly tabs: readonly DockTab[]
  readonly active: string | undefined
  readonly buttons: ReactNode
}

/** One row with the tabs of all groups; each of them opens the dock where it was. */
function CollapsedDock({ tabs, active, buttons }: CollapsedDockProps) {
  return (
    <Tabs.Root
      className={styles.bar}
      data-current
      value={active ?? null}
      onValueChange={(id) => useDock.getState().visit(String(id))}
    >
      <TabRow label="Logs and terminals" tabs={tabs} active={active} movable={false} />
      {buttons}
    </Tabs.Root>
  )
}

/** The part of the dock that a tab would get if it was let go now. */
function DropPreview() {
  const drop = useTabDrag((drag) => drag.drop)
  if (!drop) return null
  const { x, y, width, height } = drop.shown
  return <div aria-hidden className={styles.drop} style={{ left: x, top: y, width, height }} />
}

function useNamedTabs(): readonly DockTab[] {
  const tabs = useDock((state) => state.tabs)
  return tellEngines(tabs, useNameOf())
}

function inOrder(tabs: readonly DockTab[], layout: DockNode): readonly DockTab[] {
  const order = groupsOf(layout).flatMap((group) => group.tabs)
  return tabs.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id))
}

function stepByKey(event: KeyboardEvent): void {
  const { tabs, visitNext } = useDock.getState()
  const step = TAB_STEPS[chordOf(event)]
  if (step === undefined || tabs.length < 2) return
  event.preventDefault()
  event.stopPropagation()
  visitNext(step)
}

/** What is in a group lies there for the page alone: React has it elsewhere. */
function noteGroup({ target }: FocusEvent | PointerEvent): void {
  const group = groupAround(target)
  if (group !== undefined) useDock.getState().enterGroup(group)
}
