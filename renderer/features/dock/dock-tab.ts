import type { MergedTarget } from '#features/logs'
import { PLAIN_SHELL, programTitle, type ShellSession } from '#features/terminal'
import type { TerminalProgram } from '#shared/contract/terminal.ts'

/** A container whose logs or shell a tab shows. */
export interface DockTarget {
  readonly connection: string
  readonly id: string
  readonly name: string
  /** The containers whose logs it shows as one; it has their first connection. */
  readonly merged?: MergedTarget | undefined
}

export interface DockTab {
  /** That of the session for a terminal. */
  readonly id: string
  readonly kind: 'logs' | 'terminal'
  readonly target: DockTarget
  /** What runs in a terminal. */
  readonly program?: TerminalProgram
  /** The container's name; with a number where another tab of this kind and engine has it. */
  readonly name: string
  /** The container has been removed. */
  readonly gone: boolean
}

/** What a list of containers says of those that have tabs. */
type Listed = Pick<DockTarget, 'id' | 'name'>

/** The tab with a container's logs; there is one a container. */
export function logTab(target: DockTarget, beside: readonly DockTab[]): DockTab {
  const { connection, id } = target
  return newTab({ id: `logs ${connection} ${id}`, kind: 'logs', target }, beside)
}

/** The tab of a session. */
export function terminalTab(session: ShellSession, beside: readonly DockTab[]): DockTab {
  const { id, target, program } = session
  return newTab({ id, kind: 'terminal', target, program }, beside)
}

function newTab(tab: Omit<DockTab, 'name' | 'gone'>, beside: readonly DockTab[]): DockTab {
  return { ...tab, name: freeName(tab, beside), gone: false }
}

/** Two tabs of one kind and engine never have the same label. */
function freeName(
  named: Pick<DockTab, 'kind' | 'program' | 'target'>,
  beside: readonly DockTab[],
): string {
  const { connection, name: wanted } = named.target
  const title = titleOf(named)
  const alike = beside.filter(
    (tab) => titleOf(tab) === title && tab.target.connection === connection,
  )
  const taken = new Set(alike.map((tab) => tab.name))
  let name = wanted
  for (let number = 2; taken.has(name); number++) name = `${wanted} (${number})`
  return name
}

/** The tabs as they are shown: those of equal names on several engines say which one is theirs. */
export function tellEngines(
  tabs: readonly DockTab[],
  engineName: (connection: string) => string,
): readonly DockTab[] {
  return tabs.map((tab) => {
    const { name, connection } = tab.target
    const isShared = tabs.some(
      ({ target }) => target.name === name && target.connection !== connection,
    )
    return isShared ? { ...tab, name: `${tab.name} on ${engineName(connection)}` } : tab
  })
}

/** The tabs as a connection's whole list has their containers; the same array if nothing changed. */
export function followedTabs(
  tabs: readonly DockTab[],
  connection: string,
  containers: readonly Listed[],
): readonly DockTab[] {
  return tabs.reduce((all, tab) => {
    if (tab.target.connection !== connection || tab.target.merged) return all
    const next = followed(tab, containers, all)
    return next === tab ? all : all.map((other) => (other === tab ? next : other))
  }, tabs)
}

function followed(tab: DockTab, containers: readonly Listed[], all: readonly DockTab[]): DockTab {
  const found = containers.find(({ id }) => id === tab.target.id)
  if (found) return renamed(tab, found.name, all)
  // A log goes on with the container that has been made anew under the name.
  const successor = tab.kind === 'logs' && containers.find(({ name }) => name === tab.target.name)
  if (!successor) return gone(tab)
  return { ...tab, target: { ...tab.target, id: successor.id }, gone: false }
}

function renamed(tab: DockTab, name: string, all: readonly DockTab[]): DockTab {
  if (tab.target.name === name) return tab
  const others = all.filter((other) => other !== tab)
  const target = { ...tab.target, name }
  return { ...tab, target, name: freeName({ ...tab, target }, others) }
}

function gone(tab: DockTab): DockTab {
  return tab.gone ? tab : { ...tab, gone: true }
}

/** The accessible name of a tab: `Logs: web-1`. */
export function tabLabel(tab: DockTab): string {
  return `${titleOf(tab)}: ${tab.name}`
}

function titleOf({ kind, program = PLAIN_SHELL }: Pick<DockTab, 'kind' | 'program'>): string {
  return kind === 'logs' ? 'Logs' : programTitle(program)
}
