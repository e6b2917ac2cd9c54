/** Work that is done bit by bit, so that messages are answered between two of them. */
export interface Turns {
  /** Goes on once what came meanwhile has been taken. */
  next(goOn: () => void): void
  close(): void
}

/** A message to oneself comes after those that are there, and sooner than any timer. */
export function createTurns(): Turns {
  let waiting: (() => void)[] = []
  const { port1, port2 } = new MessageChannel()
  port1.onmessage = () => waiting.shift()?.()
  return {
    next(goOn) {
      waiting.push(goOn)
      port2.postMessage(undefined)
    },
    close() {
      waiting = []
      port1.close()
    },
  }
}
