import { create } from 'zustand'
import {
  adoptSessions,
  agreeToShell,
  endSession,
  openProgramsBy,
  openSession,
  PLAIN_SHELL,
  reconnectSession,
  sessionOf,
  withoutNotes,
} from '#features/terminal'
import type { Consent } from '#lib/consent.ts'
import type { SavedDock, TabContent } from '#shared/contract/dock.ts'
import type { TerminalProgram } from '#shared/contract/terminal.ts'
import { visibleText } from '#shared/visible-text.ts'
import { toast } from '#ui/toast.tsx'
import {
  followedTabs,
  newTab,
  tabWith,
  type DockTab,
  type DockTarget,
  type StatsTarget,
} from './dock-tab.ts'
import {
  addTab,
  groupsOf,
  groupWith,
  moveTab,
  removeTab,
  shareOut,
  showTab,
  splitOff,
  type Edge,
  type TabGroup,
} from './dock-tree.ts'
import { fromSaved, type LastingDock } from './saved-dock.ts'

/** Where a tab is put: before the tab at a place of a group, or beside the group. */
export type TabPlace =
  | { readonly group: string; readonly index: number }
  | { readonly group: string; readonly edge: Edge }

export interface DockState extends LastingDock {
  /** The group that the person was in last. */
  readonly current: string | undefined
  /** The tab that a person asked to be taken to, and how many such wishes there were. */
  readonly focus: { readonly tab: string; readonly wish: number }
  /** Shows the logs of a container, or of several as one, in their tab if they have one. */
  openLogs(target: DockTarget): void
  /** The same with what they use. */
  openStats(target: StatsTarget): void
  /** Shows a program in a container, a shell if none is named: the one in the dock, or a new one. */
  openTerminal(target: DockTarget, program?: TerminalProgram, consent?: Consent): Promise<void>
  /** Starts one beside those that run, if the person agrees or has done so. */
  openNewTerminal(target: DockTarget, program?: TerminalProgram, consent?: Consent): Promise<void>
  /** Starts one in a terminal that came back without it, or whose shell has ended; if they agree. */
  connect(tabId: string, consent?: Consent): Promise<void>
  /** Shows a tab, and nothing more. */
  activate(tabId: string): void
  /** Shows a tab, and takes the person there. */
  visit(tabId: string): void
  visitNext(step: 1 | -1): void
  move(tabId: string, place: TabPlace): void
  close(tabId: string): void
  enterGroup(groupId: string): void
  resizeParts(splitId: string, shares: readonly number[]): void
  resize(size: Partial<Pick<LastingDock, 'height' | 'width'>>): void
  moveDock(place: LastingDock['place']): void
  /** Takes in what a connection's containers are called now, and which are no more. */
  follow(connection: string, containers: readonly Pick<DockTarget, 'id' | 'name'>[]): void
  toggle(): void
  toggleMaximised(): void
  /** Takes in the dock of the window before this one. */
  restore(saved: SavedDock): void
}

/** Pixels: about a dozen lines of text, and about sixty columns. */
const FIRST_SIZES = { height: 300, width: 480 } as const

const EMPTY: LastingDock & Pick<DockState, 'current' | 'focus'> = {
  tabs: [],
  layout: undefined,
  place: 'bottom',
  expanded: false,
  maximised: false,
  ...FIRST_SIZES,
  current: undefined,
  focus: { tab: '', wish: 0 },
}

/** The dock's tabs, and how it stands. */
export const useDock = create<DockState>()((set, get) => {
  const tabOf = (tabId: string) => get().tabs.find(({ id }) => id === tabId)

  const add = (tab: DockTab, shown: boolean) => {
    const { tabs, layout, current } = get()
    const next = addTab(layout, tab.id, { group: current, shown })
    set({ tabs: [...tabs, tab], layout: next, current: current ?? groupsOf(next)[0]?.id })
  }

  /** What the person reads there stays in view; so does a dock that is closed. */
  adoptSessions((session) => {
    const { target, program } = session
    const content = { kind: 'terminal', target, program } as const
    const tab = newTab(content, get().tabs, { session: session.id })
    add(tab, false)
    // A container that was renamed meanwhile has its new name there.
    toast({
      kind: 'info',
      text: `The shell in "${visibleText((tabOf(tab.id) ?? tab).target.name)}" goes on in the dock`,
      action: { label: 'Show', run: () => get().visit(tab.id) },
    })
  })

  const open = (content: TabContent, session?: string) => {
    const tab = newTab(content, get().tabs, session === undefined ? {} : { session })
    add(tab, true)
    get().visit(tab.id)
  }

  const visitOrOpen = (content: TabContent) => {
    const there = tabWith(get().tabs, content)
    if (there) get().visit(there.id)
    else open(content)
  }

  openProgramsBy((target, program, consent) => {
    void get().openTerminal(target, program, consent)
  })

  return {
    ...EMPTY,
    openLogs({ connection, id, name, merged }) {
      visitOrOpen({ kind: 'logs', target: { connection, id, name, merged } })
    },
    openStats({ connection, id, name, merged, everything }) {
      visitOrOpen({ kind: 'stats', target: { connection, id, name, merged, everything } })
    },
    async openTerminal(target, program = PLAIN_SHELL, consent) {
      const there = tabWith(get().tabs, { kind: 'terminal', target, program })
      if (!there) return get().openNewTerminal(target, program, consent)
      get().visit(there.id)
      await get().connect(there.id, consent)
    },
    async openNewTerminal({ connection, id, name }, program = PLAIN_SHELL, given) {
      const target = { connection, id, name }
      const consent = given ?? (await agreeToShell(target, program))
      if (!consent) return
      open({ kind: 'terminal', target, program }, openSession(target, consent, program).id)
    },
    async connect(tabId, given) {
      const tab = tabOf(tabId)
      if (tab?.kind !== 'terminal' || tab.gone) return
      const old = tab.session === undefined ? undefined : sessionOf(tab.session)
      if (old) return reconnectSession(old, given)
      const consent = given ?? (await agreeToShell(tab.target, tab.program))
      // The person may have closed the tab, or asked twice, while the question was open.
      if (!consent || !tabOf(tabId) || tabOf(tabId)?.session !== undefined) return
      const program = withoutNotes(tab.program)
      const session = openSession(tab.target, consent, program).id
      set(({ tabs }) => ({
        tabs: tabs.map((other) =>
          other.id === tabId && other.kind === 'terminal' ? { ...other, program, session } : other,
        ),
      }))
    },
    activate: (tabId) =>
      set(({ layout, current }) => ({
        layout: layout && showTab(layout, tabId),
        current: groupWith(layout, tabId)?.id ?? current,
        expanded: layout !== undefined,
      })),
    visit(tabId) {
      if (!tabOf(tabId)) return
      get().activate(tabId)
      set(({ focus }) => ({ focus: { tab: tabId, wish: focus.wish + 1 } }))
    },
    visitNext(step) {
      const tabs = groupsOf(get().layout).flatMap((group) => group.tabs)
      const at = tabs.indexOf(activeTab(get())?.id ?? '')
      const next = tabs[(at + step + tabs.length) % tabs.length]
      if (next !== undefined) get().visit(next)
    },
    move(tabId, place) {
      const { layout } = get()
      if (!layout) return
      const moved = 'edge' in place ? splitOff(layout, tabId, place) : moveTab(layout, tabId, place)
      set({ layout: moved, current: groupWith(moved, tabId)?.id })
    },
    close(tabId) {
      const session = tabOf(tabId)?.session
      if (session !== undefined) endSession(session)
      set((state) => without(state, tabId))
    },
    enterGroup(groupId) {
      if (get().current !== groupId) set({ current: groupId })
    },
    resizeParts: (splitId, shares) =>
      set(({ layout }) => ({ layout: layout && shareOut(layout, splitId, shares) })),
    resize: (size) => set(size),
    moveDock: (place) => set({ place, expanded: true, maximised: false }),
    follow(connection, containers) {
      const { tabs } = get()
      const followed = followedTabs(tabs, connection, containers)
      if (followed !== tabs) set({ tabs: followed })
    },
    toggle() {
      const { expanded } = get()
      set({ expanded: !expanded && get().layout !== undefined, maximised: false })
      if (!expanded) takeFocus()
    },
    toggleMaximised() {
      const isOpen = get().layout !== undefined
      set(({ maximised }) => ({ maximised: !maximised && isOpen, expanded: isOpen }))
      takeFocus()
    },
    restore(saved) {
      const opened = get().tabs
      const restored = fromSaved(saved, FIRST_SIZES)
      const isOpen = opened.length > 0
      set({
        ...restored,
        tabs: [...restored.tabs, ...opened],
        layout: opened.reduce<LastingDock['layout']>(
          (layout, { id }) => addTab(layout, id, {}),
          restored.layout,
        ),
        expanded: restored.expanded || isOpen,
      })
      set(({ layout }) => ({ current: groupsOf(layout)[0]?.id }))
    },
  }

  function takeFocus() {
    const tab = activeTab(get())
    if (tab) set(({ focus }) => ({ focus: { tab: tab.id, wish: focus.wish + 1 } }))
  }
})

/** The group that the person was in last. */
export function currentGroup({ layout, current }: DockState): TabGroup | undefined {
  const groups = groupsOf(layout)
  return groups.find(({ id }) => id === current) ?? groups[0]
}

/** The tab that is shown where the person was last. */
export function activeTab(state: DockState): DockTab | undefined {
  const shown = currentGroup(state)?.active
  return state.tabs.find(({ id }) => id === shown)
}

/** A dock without tabs is no more. */
function without({ tabs, layout, ...state }: DockState, tabId: string): Partial<DockState> {
  const rest = layout && removeTab(layout, tabId)
  return {
    tabs: tabs.filter(({ id }) => id !== tabId),
    layout: rest,
    expanded: state.expanded && rest !== undefined,
    maximised: state.maximised && rest !== undefined,
  }
}
