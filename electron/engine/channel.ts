/** One place that says something, any number that listen. */
export interface Channel<Value> {
  readonly emit: (value: Value) => void
  /** Returns its unsubscribe. */
  readonly subscribe: (listener: (value: Value) => void) => () => void
}

/** A listener may leave while it is being told. */
export function createChannel<Value>(): Channel<Value> {
  const listeners = new Set<(value: Value) => void>()
  return {
    emit(value) {
      for (const listener of listeners) listener(value)
    },
    subscribe(listener) {
      // A wrapper of its own: the same function may listen twice.
      const own = (value: Value) => listener(value)
      listeners.add(own)
      return () => listeners.delete(own)
    },
  }
}
