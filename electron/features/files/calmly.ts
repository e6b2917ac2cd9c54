/** Milliseconds between two words of how far something has come. */
const TELL_MS = 200

/** Tells at most every so often; what comes sooner is in the next word. */
export function calmly<Value>(emit: (value: Value) => void): (value: Value) => void {
  let told = 0
  return (value) => {
    const now = performance.now()
    if (now - told < TELL_MS) return
    told = now
    emit(value)
  }
}
