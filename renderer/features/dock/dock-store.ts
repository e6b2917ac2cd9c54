import { create } from 'zustand'
import {
  adoptSessions,
  agreeToShell,
  endSession,
  isSameProgram,
  openProgramsBy,
  openSession,
  PLAIN_SHELL,
  reconnectSession,
  sessionOf,
} from '#features/terminal'
import type { Consent } from '#lib/consent.ts'
import type { TerminalProgram } from '#shared/contract/terminal.ts'
import { visibleText } from '#shared/visible-text.ts'
import { toast } from '#ui/toast.tsx'
import { followedTabs, logTab, terminalTab, type DockTab, type DockTarget } from './dock-tab.ts'

export interface DockState {
  readonly tabs: readonly DockTab[]
  readonly active: string | undefined
  /** False: only the row of tabs is shown. */
  readonly expanded: boolean
  /** The dock has the place of the page. */
  readonly maximised: boolean
  /** Grows by one each time that a person asked to be taken to the active tab. */
  readonly focusWish: number
  /** Shows the logs of a container, or of several as one, in their tab if they have one. */
  openLogs(target: DockTarget): void
  /** Shows a program in a container, a shell if none is named: the one in the dock, or a new one. */
  openTerminal(target: DockTarget, program?: TerminalProgram, consent?: Consent): Promise<void>
  /** Starts one beside those that run, if the person agrees or has done so. */
  openNewTerminal(target: DockTarget, program?: TerminalProgram, consent?: Consent): Promise<void>
  activate(tabId: string): void
  activateNext(step: 1 | -1): void
  close(tabId: string): void
  /** Takes in what a connection's containers are called now, and which are no more. */
  follow(connection: string, containers: readonly Pick<DockTarget, 'id' | 'name'>[]): void
  toggle(): void
  toggleMaximised(): void
}

/** The dock's tabs, and how it stands. */
export const useDock = create<DockState>()((set, get) => {
  /** Adds the tab unless it is there, shows it, and gives it the focus. */
  const show = (tab: DockTab) =>
    set(({ tabs, focusWish }) => ({
      tabs: tabs.some(({ id }) => id === tab.id) ? tabs : [...tabs, tab],
      active: tab.id,
      expanded: true,
      focusWish: focusWish + 1,
    }))

  /** What the person reads there stays in view; so does a dock that is closed. */
  adoptSessions((session) => {
    const tab = terminalTab(session, get().tabs)
    set(({ tabs, active }) => ({ tabs: [...tabs, tab], active: active ?? tab.id }))
    // A container that was renamed meanwhile has its new name there.
    const now = () => get().tabs.find(({ id }) => id === tab.id)
    toast({
      kind: 'info',
      text: `The shell in "${visibleText((now() ?? tab).target.name)}" goes on in the dock`,
      action: {
        label: 'Show',
        run() {
          const there = now()
          if (there) show(there)
        },
      },
    })
  })

  openProgramsBy((target, program, consent) => {
    void get().openTerminal(target, program, consent)
  })

  return {
    tabs: [],
    active: undefined,
    expanded: false,
    maximised: false,
    focusWish: 0,
    openLogs({ connection, id, name, merged }) {
      const { tabs } = get()
      const there = logsOf(tabs, { connection, id, name })
      show(there ?? logTab({ connection, id, name, merged }, tabs))
    },
    async openTerminal(target, program = PLAIN_SHELL, consent) {
      const tab = terminalOf(get().tabs, target, program)
      if (!tab) return get().openNewTerminal(target, program, consent)
      show(tab)
      const session = sessionOf(tab.id)
      if (session) await reconnectSession(session)
    },
    async openNewTerminal({ connection, id, name }, program = PLAIN_SHELL, given) {
      const target = { connection, id, name }
      const consent = given ?? (await agreeToShell(target, program))
      if (consent) show(terminalTab(openSession(target, consent, program), get().tabs))
    },
    activate: (active) => set({ active, expanded: true }),
    activateNext(step) {
      const { tabs, active } = get()
      const at = tabs.findIndex(({ id }) => id === active)
      const next = tabs[(at + step + tabs.length) % tabs.length]
      if (next) show(next)
    },
    close(tabId) {
      if (get().tabs.some(({ id, kind }) => id === tabId && kind === 'terminal')) endSession(tabId)
      set((state) => without(state, tabId))
    },
    follow(connection, containers) {
      const { tabs } = get()
      const followed = followedTabs(tabs, connection, containers)
      if (followed !== tabs) set({ tabs: followed })
    },
    toggle: () =>
      set(({ expanded, tabs, focusWish }) => ({
        expanded: !expanded && tabs.length > 0,
        maximised: false,
        focusWish: expanded ? focusWish : focusWish + 1,
      })),
    toggleMaximised: () =>
      set(({ maximised, tabs, focusWish }) => ({
        maximised: !maximised && tabs.length > 0,
        expanded: tabs.length > 0,
        focusWish: focusWish + 1,
      })),
  }
})

function logsOf(tabs: readonly DockTab[], { connection, id }: DockTarget): DockTab | undefined {
  return tabs.find(
    ({ kind, target }) => kind === 'logs' && target.id === id && target.connection === connection,
  )
}

function terminalOf(
  tabs: readonly DockTab[],
  { connection, id }: DockTarget,
  wanted: TerminalProgram,
) {
  return tabs.find(
    ({ kind, target, program = PLAIN_SHELL }) =>
      kind === 'terminal' &&
      target.id === id &&
      target.connection === connection &&
      isSameProgram(program, wanted),
  )
}

/** The neighbour takes the place of a closed tab; a dock without tabs is no more. */
function without(state: DockState, tabId: string): Partial<DockState> {
  const at = state.tabs.findIndex(({ id }) => id === tabId)
  const tabs = state.tabs.filter(({ id }) => id !== tabId)
  const neighbour = tabs[Math.min(at, tabs.length - 1)]?.id
  return {
    tabs,
    active: state.active === tabId ? neighbour : state.active,
    expanded: state.expanded && tabs.length > 0,
    maximised: state.maximised && tabs.length > 0,
  }
}
