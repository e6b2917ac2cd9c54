export interface ToastOptions {
  readonly kind: 'info' | 'success' | 'error'
  /** What happened, to which object. */
  readonly text: string
  /** The engine's own words, or what to do. */
  readonly detail?: string
  readonly action?: { readonly label: string; run(): void }
  /** Shows all there is to say; such a toast stays until somebody closes it. */
  readonly onDetails?: () => void
  /** A toast with the same key takes the place of the earlier one. */
  readonly key?: string
}

export interface Toast extends ToastOptions {
  readonly id: number
}

/** More would cover what the person works on. */
const MAX_TOASTS = 3

/** The toasts that are shown, oldest first. */
export function createToastStore() {
  let toasts: readonly Toast[] = []
  let lastId = 0
  const listeners = new Set<() => void>()
  const set = (next: readonly Toast[]) => {
    toasts = next
    for (const listener of listeners) listener()
  }
  return {
    get: () => toasts,
    add(options: ToastOptions) {
      const id = (lastId += 1)
      const others = toasts.filter((other) => !isSame(other, options))
      set(dropOldest([...others, { ...options, id }]))
    },
    remove: (id: number) => set(toasts.filter((toast) => toast.id !== id)),
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

function isSame(a: ToastOptions, b: ToastOptions): boolean {
  if (a.key !== undefined || b.key !== undefined) return a.key === b.key
  return a.kind === b.kind && a.text === b.text && a.detail === b.detail
}

/** Errors outlive the rest: what nobody has read yet should not be pushed out by good news. */
function dropOldest(toasts: readonly Toast[]): readonly Toast[] {
  if (toasts.length <= MAX_TOASTS) return toasts
  const droppable = toasts.slice(0, -1)
  const victim = droppable.find(({ kind }) => kind !== 'error') ?? droppable[0]
  return toasts.filter((toast) => toast !== victim)
}
