/** What is spoken to those who do not see the window. */
export interface AnnouncementStore {
  /** The message that was spoken last. */
  readonly get: () => string
  /** Of two messages on one subject that wait, only the later one is spoken. */
  readonly add: (text: string, subject: string) => void
  readonly subscribe: (listener: () => void) => () => void
}

/** Time to say a sentence: more often, and a screen reader talks over itself. */
export const QUIET_MS = 2000

/** Speaks at once after a silence, else what waits when the time has passed, as one message. */
export function createAnnouncementStore(): AnnouncementStore {
  const waiting = new Map<string, string>()
  const listeners = new Set<() => void>()
  let message = ''
  let isQuiet = true

  function speak(): void {
    isQuiet = waiting.size === 0
    if (isQuiet) return
    message = [...waiting.values()].join('. ')
    waiting.clear()
    for (const listener of listeners) listener()
    setTimeout(speak, QUIET_MS)
  }

  return {
    get: () => message,
    add(text, subject) {
      waiting.set(subject, text)
      if (isQuiet) speak()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
