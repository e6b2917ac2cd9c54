import type { ShellSession } from '#features/terminal'

/** A container whose logs or shell a tab shows. */
export interface DockTarget {
  readonly connection: string
  readonly id: string
  readonly name: string
}

export interface DockTab {
  /** That of the session for a terminal. */
  readonly id: string
  readonly kind: 'logs' | 'terminal'
  readonly target: DockTarget
  /** The container's name; with a number where it has several shells. */
  readonly name: string
}

/** The tab with a container's logs; there is one a container. */
export function logTab(target: DockTarget): DockTab {
  const { connection, id, name } = target
  return { id: `logs ${connection} ${id}`, kind: 'logs', target, name }
}

/** The tab of a session, named apart from those that are there. */
export function terminalTab({ id, target }: ShellSession, beside: readonly DockTab[]): DockTab {
  const taken = new Set(beside.flatMap(({ kind, name }) => (kind === 'terminal' ? [name] : [])))
  let name = target.name
  for (let number = 2; taken.has(name); number++) name = `${target.name} (${number})`
  return { id, kind: 'terminal', target, name }
}

/** The accessible name of a tab: `Logs: web-1`. */
export function tabLabel({ kind, name }: DockTab): string {
  return kind === 'logs' ? `Logs: ${name}` : `Terminal: ${name}`
}
