import type { Notice } from '#shared/contract/desktop.ts'

/** What went wrong in the app itself and nobody has dismissed yet, also before there is a window. */
export interface Notices {
  readonly list: () => readonly Notice[]
  /** However many come, they are one notice with a count. */
  readonly addFault: () => void
  readonly add: (notice: Notice) => void
  readonly clear: () => void
  /** Calls `listener` after every change, until it is unsubscribed. */
  readonly onChange: (listener: () => void) => () => void
}

export function createNotices(): Notices {
  let faults = 0
  let others: readonly Notice[] = []
  const listeners = new Set<() => void>()
  const change = () => listeners.forEach((listener) => listener())
  return {
    list: () => (faults > 0 ? [...others, { kind: 'fault', count: faults }] : others),
    addFault() {
      faults += 1
      change()
    },
    add(notice) {
      others = [...others, notice]
      change()
    },
    clear() {
      faults = 0
      others = []
      change()
    },
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** The app's own. Not made in `main.ts`: what is thrown while that loads counts as well. */
export const notices = createNotices()
