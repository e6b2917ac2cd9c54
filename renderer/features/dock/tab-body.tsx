import { LogView } from '#features/logs'
import { EndedTerminal, sessionOf, TerminalPanel } from '#features/terminal'
import { useDock } from './dock-store.ts'
import type { DockTab } from './dock-tab.ts'

export interface TabBodyProps {
  readonly tab: DockTab
  /** Takes the keys each time that this changes, unless it is undefined. */
  readonly focusWish: number | undefined
}

/** What a tab shows. */
export function TabBody({ tab, focusWish }: TabBodyProps) {
  const { name, gone } = tab
  switch (tab.kind) {
    case 'logs':
      return <LogView target={tab.target.merged ?? tab.target} label={name} focusWish={focusWish} />
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
