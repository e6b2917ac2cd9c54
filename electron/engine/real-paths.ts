import { realPathSoon } from './discovery/real-path.ts'
import { socketPath } from './discovery/socket-path.ts'

/** What is behind the links of sockets, as it was when it was last looked at. */
export interface RealPaths {
  of(endpoint: string): string | undefined
  /** Looks anew; who has no socket is left out. */
  look(endpoints: readonly string[]): Promise<void>
}

/** None is known yet. */
export function createRealPaths(): RealPaths {
  const known = new Map<string, string>()
  return {
    of: (endpoint) => known.get(endpoint),
    async look(endpoints) {
      await Promise.all(
        [...new Set(endpoints)].map(async (endpoint) => {
          const path = socketPath(endpoint)
          if (path !== undefined) known.set(endpoint, await realPathSoon(path))
        }),
      )
    },
  }
}
