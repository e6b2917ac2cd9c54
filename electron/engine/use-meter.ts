/** Knows who uses something, and for how long nobody has. */
export interface UseMeter {
  /** Somebody begins; the answer is their end, which may be said twice. */
  begin(): () => void
  /** Milliseconds since the last use ended; 0 while one goes on. */
  idleMs(): number
}

/** `now` in milliseconds, never going back. */
export function createUseMeter(now = () => performance.now()): UseMeter {
  const uses = new Set<object>()
  let lastUse = now()
  return {
    begin() {
      const use = {}
      uses.add(use)
      return () => {
        if (uses.delete(use)) lastUse = now()
      }
    },
    idleMs: () => (uses.size > 0 ? 0 : now() - lastUse),
  }
}
