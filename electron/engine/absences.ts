import type { ConnectionState } from '#shared/contract/connections.ts'

/** Which ways lead nowhere, for longer than an engine needs to start again. */
export interface Absences {
  isAway(connection: string): boolean
  /** Takes in how the engine behind a connection is now. */
  saw(connection: string, state: ConnectionState): void
  /** It leads elsewhere now: nothing is known of it. */
  forget(connection: string): void
  close(): void
}

interface Turn {
  readonly toAway: boolean
  readonly timer: NodeJS.Timeout
}

/** Who comes and goes is neither: a change is told once it has lasted for so long. */
export function createAbsences(onChange: () => void, lastingMs: number): Absences {
  const away = new Set<string>()
  const turns = new Map<string, Turn>()

  function stop(connection: string): void {
    clearTimeout(turns.get(connection)?.timer)
    turns.delete(connection)
  }

  function turn(connection: string, toAway: boolean): void {
    turns.delete(connection)
    if (toAway) away.add(connection)
    else away.delete(connection)
    onChange()
  }

  return {
    isAway: (connection) => away.has(connection),
    saw(connection, state) {
      if (state.kind === 'connecting') return
      const toAway = 'error' in state
      if (turns.get(connection)?.toAway === toAway) return
      stop(connection)
      if (toAway === away.has(connection)) return
      const timer = setTimeout(() => turn(connection, toAway), lastingMs).unref()
      turns.set(connection, { toAway, timer })
    },
    forget(connection) {
      stop(connection)
      away.delete(connection)
    },
    close() {
      for (const connection of turns.keys()) stop(connection)
    },
  }
}
