import { LogView } from '#features/logs'
import { EndedTerminal, sessionOf, TerminalPanel } from '#features/terminal'
import type { ComponentType } from 'react'
import { useDock } from './dock-store.ts'
import type { DockTab, StatsTarget } from './dock-tab.ts'

/** What draws the stats of a tab: it knows the lists of containers, as the dock does not. */
export type DrawStats = ComponentType<{
  readonly target: StatsTarget
  readonly label: string
  readonly focusWish: number | undefined
}>

export interface TabBodyProps {
  readonly tab: DockTab
  readonly stats: DrawStats
  /** Takes the keys each time that this changes, unless it is undefined. */
  readonly focusWish: number | undefined
}

/** What a tab shows. */
export function TabBody({ tab, stats: Stats, focusWish }: TabBodyProps) {
  const { name, gone } = tab
  switch (tab.kind) {
    case 'logs':
      return <LogView target={tab.target.merged ?? tab.target} label={name} focusWish={focusWish} />
    case 'stats':
      return <Stats target={tab.target} label={name} focusWish={focusWish} />
    case 'terminal': {
      const session = tab.session === undefined ? undefined : sessionOf(tab.session)
      if (session) return <TerminalPanel {...{ session, name, gone, focusWish }} />
      return (
        <EndedTerminal
          {...{ program: tab.program, name, gone, focusWish }}
          onReconnect={() => void reconnect(tab)}
        />
      )
    }
    default:
      return tab satisfies never
  }
}

async function reconnect({ id }: DockTab): Promise<void> {
  await useDock.getState().connect(id)
  useDock.getState().visit(id)
}
