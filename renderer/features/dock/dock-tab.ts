import { isSameProgram, programTitle } from '#features/terminal'
import type { TabContent } from '#shared/contract/dock.ts'

/** A container that a tab is about, or several that it shows as one. */
export type DockTarget = Extract<TabContent, { kind: 'logs' }>['target']

/** The same, or all containers of an engine. */
export type StatsTarget = Extract<TabContent, { kind: 'stats' }>['target']

export type DockTab = TabContent & {
  readonly id: string
  /** The container's name; with a number where another tab of this kind and engine has it. */
  readonly name: string
  /** The container has been removed. */
  readonly gone: boolean
  /** The shell that runs in it. A terminal that came back after a restart has none. */
  readonly session: string | undefined
  /** It came back after a restart; its log is read once it is looked at. */
  readonly restored: boolean
}

/** What a list of containers says of those that have tabs. */
type Listed = Pick<DockTarget, 'id' | 'name'>

interface TabOptions {
  readonly session?: string
  readonly restored?: boolean
}

let lastId = 0

/** A new tab, under a name that none of those beside it has. */
export function newTab(
  content: TabContent,
  beside: readonly DockTab[],
  { session, restored = false }: TabOptions = {},
): DockTab {
  return {
    ...content,
    id: `tab-${(lastId += 1)}`,
    name: freeName(content, beside),
    gone: false,
    session,
    restored,
  }
}

/** What a tab shows, and no more. */
export function contentOf(tab: DockTab): TabContent {
  switch (tab.kind) {
    case 'logs':
      return { kind: tab.kind, target: tab.target }
    case 'stats':
      return { kind: tab.kind, target: tab.target }
    case 'terminal':
      return { kind: tab.kind, target: tab.target, program: tab.program }
    default:
      return tab satisfies never
  }
}

/** The first tab that shows this, or where it can be shown. */
export function tabWith(tabs: readonly DockTab[], wanted: TabContent): DockTab | undefined {
  return tabs.find(
    (tab) =>
      tab.target.id === wanted.target.id &&
      tab.target.connection === wanted.target.connection &&
      isSameKind(tab, wanted),
  )
}

function isSameKind(one: TabContent, other: TabContent): boolean {
  if (one.kind !== 'terminal' || other.kind !== 'terminal') return one.kind === other.kind
  return isSameProgram(one.program, other.program)
}

/** Two tabs of one kind and engine never have the same label. */
function freeName(content: TabContent, beside: readonly DockTab[]): string {
  const { connection, name: wanted } = content.target
  const title = titleOf(content)
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
    if (tab.target.connection !== connection || isOfMany(tab)) return all
    const next = followed(tab, containers, all)
    return next === tab ? all : all.map((other) => (other === tab ? next : other))
  }, tabs)
}

/** Whether it is about several containers, or all. */
export function isOfMany(tab: DockTab): boolean {
  if (tab.kind === 'terminal') return false
  return tab.target.merged !== undefined || (tab.kind === 'stats' && tab.target.everything === true)
}

function followed(tab: DockTab, containers: readonly Listed[], all: readonly DockTab[]): DockTab {
  const found = containers.find(({ id }) => id === tab.target.id)
  if (found) return renamed(tab, found.name, all)
  // Logs and stats go on with the container that has been made anew under the name.
  const successor =
    tab.kind !== 'terminal' && containers.find(({ name }) => name === tab.target.name)
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

function titleOf(content: TabContent): string {
  switch (content.kind) {
    case 'logs':
      return 'Logs'
    case 'stats':
      return 'Stats'
    case 'terminal':
      return programTitle(content.program)
    default:
      return content satisfies never
  }
}
