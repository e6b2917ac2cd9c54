/** A start or a pause that takes longer hangs for reasons of its own; nobody waits for it. */
const LONGEST_WAIT_MS = 5000

/**
 * Keeps our own pauses of a container and our own starts of programs in it apart: Docker 20.10
 * hangs on a container for good when it is paused while a program is just being started in it.
 */
export interface PauseTurns {
  /** Waits for a pause that is under way. Call the answer once the program runs. */
  start(container: string): Promise<() => void>
  /** Waits for the starts that are under way. Call the answer once the container is paused. */
  pause(container: string): Promise<() => void>
}

type Turns = Map<string, Set<Promise<void>>>

/** Nothing is under way yet. */
export function createPauseTurns(): PauseTurns {
  const starts: Turns = new Map()
  const pauses: Turns = new Map()
  return {
    start: (container) => take(container, starts, pauses),
    pause: (container) => take(container, pauses, starts),
  }
}

async function take(container: string, own: Turns, others: Turns): Promise<() => void> {
  const latest = performance.now() + LONGEST_WAIT_MS
  while (performance.now() < latest) {
    const running = others.get(container)
    if (!running) break
    await allOrTooLong(running, latest - performance.now())
  }
  let finish = () => {}
  const turn = new Promise<void>((resolve) => (finish = resolve))
  const turns = own.get(container) ?? new Set()
  own.set(container, turns.add(turn))
  return () => {
    turns.delete(turn)
    if (turns.size === 0 && own.get(container) === turns) own.delete(container)
    finish()
  }
}

function allOrTooLong(turns: ReadonlySet<Promise<void>>, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const clock = setTimeout(resolve, ms)
    void Promise.all(turns).then(() => {
      clearTimeout(clock)
      resolve()
    })
  })
}
