import { asEngineError } from '#shared/errors.ts'

/** What is known of one object. */
export type Fact<Value> =
  /** Read at this time, in milliseconds since the epoch. */
  | { readonly kind: 'known'; readonly value: Value; readonly at: number }
  | {
      readonly kind: 'failed'
      readonly reason: string
      /** Nothing will tell when it is worth another question. */
      readonly isLate: boolean
    }

/** An object on an engine. */
export interface FactRef {
  readonly connection: string
  readonly id: string
}

/** How one kind of fact is asked for. */
export interface FactKind<Value> {
  ask(ref: FactRef): Promise<Value>
  /** Questions under way at once, of one engine. */
  readonly atOnce: number
  /** Milliseconds between two questions about the same object, whatever happens to it. */
  readonly restMs: number
  /** Milliseconds after which it is asked anew, unheard: nothing tells that it has changed. */
  readonly renewMs?: number
  /** It never changes: only what failed is asked again. */
  readonly isFixed?: true
}

/** Facts of the objects that somebody looks at, which the engine's list does not tell. */
export interface FactStore<Value> {
  /** Has it asked for, and asked anew, as long as there are listeners. Returns the unsubscribe. */
  subscribe(connection: string, id: string, listener: () => void): () => void
  /** Nothing while it is on its way. */
  latest(connection: string, id: string): Fact<Value> | undefined
  /** These may have changed; without ids, all of this engine. */
  outdate(connection: string, ids?: readonly string[]): void
  /** This one is gone; without an id, all of this engine. */
  forget(connection: string, id?: string): void
  /** While nobody sees the window, nothing is asked. */
  rest(isHidden: boolean): void
}

/** Milliseconds. A row that is only scrolled past is not worth a question to the engine. */
const START_DELAY_MS = 300

/** Milliseconds until what had no answer in time is asked again, while its row is looked at. */
const RETRY_MS = 30_000

/** Of objects that nobody looks at now, so many more are remembered. */
const MAX_KEPT = 2000

interface Entry<Value> extends FactRef {
  fact: Fact<Value> | undefined
  askedAt: number
  isOutdated: boolean
  isAsking: boolean
  readonly listeners: Set<() => void>
  timer: ReturnType<typeof setTimeout> | undefined
}

/** One engine's part: who waits for an answer does not hold up the others. */
interface Lane<Value> {
  readonly entries: Map<string, Entry<Value>>
  readonly waiting: Set<Entry<Value>>
  asking: number
}

/** An empty store. */
export function createFactStore<Value>(kind: FactKind<Value>): FactStore<Value> {
  const lanes = new Map<string, Lane<Value>>()
  let isResting = false

  function laneOf(connection: string): Lane<Value> {
    const lane = lanes.get(connection) ?? { entries: new Map(), waiting: new Set(), asking: 0 }
    lanes.set(connection, lane)
    return lane
  }

  /** Puts the next question about it at its time, if there is to be one, and not before `delayMs`. */
  function plan(lane: Lane<Value>, entry: Entry<Value>, delayMs = 0) {
    clearTimeout(entry.timer)
    if (entry.listeners.size === 0 || entry.isAsking) return
    const pauseMs = pauseBefore(entry, kind)
    if (pauseMs === undefined) return
    const dueMs = entry.askedAt + pauseMs - Date.now()
    entry.timer = setTimeout(
      () => {
        lane.waiting.add(entry)
        askNext(lane)
      },
      Math.max(delayMs, dueMs),
    )
  }

  function askNext(lane: Lane<Value>) {
    for (const entry of lane.waiting) {
      if (isResting || lane.asking >= kind.atOnce) return
      lane.waiting.delete(entry)
      void ask(lane, entry)
    }
  }

  async function ask(lane: Lane<Value>, entry: Entry<Value>) {
    const { connection, id } = entry
    lane.asking += 1
    entry.isAsking = true
    entry.isOutdated = false
    entry.askedAt = Date.now()
    try {
      const value = await kind.ask({ connection, id })
      entry.fact = { kind: 'known', value, at: Date.now() }
    } catch (cause) {
      entry.fact = failure(cause)
    }
    lane.asking -= 1
    entry.isAsking = false
    for (const listener of entry.listeners) listener()
    plan(lane, entry)
    askNext(lane)
  }

  return {
    subscribe(connection, id, listener) {
      const lane = laneOf(connection)
      const entry = lane.entries.get(id) ?? emptyEntry({ connection, id })
      lane.entries.set(id, entry)
      entry.listeners.add(listener)
      if (entry.listeners.size === 1) {
        // Whoever looks again gives it another try.
        if (entry.fact?.kind === 'failed') entry.isOutdated = true
        plan(lane, entry, START_DELAY_MS)
      }
      return () => {
        if (!entry.listeners.delete(listener) || entry.listeners.size > 0) return
        clearTimeout(entry.timer)
        lane.waiting.delete(entry)
        dropOldest(lane.entries)
      }
    },
    latest: (connection, id) => lanes.get(connection)?.entries.get(id)?.fact,
    outdate(connection, ids) {
      const lane = lanes.get(connection)
      for (const id of ids ?? lane?.entries.keys() ?? []) {
        const entry = lane?.entries.get(id)
        if (!lane || !entry) continue
        entry.isOutdated = true
        // The first question is planned already, and will be put after this.
        if (entry.fact && !lane.waiting.has(entry)) plan(lane, entry)
      }
    },
    forget(connection, id) {
      const lane = lanes.get(connection)
      for (const gone of id === undefined ? [...(lane?.entries.keys() ?? [])] : [id]) {
        const entry = lane?.entries.get(gone)
        if (!lane || !entry) continue
        clearTimeout(entry.timer)
        lane.waiting.delete(entry)
        lane.entries.delete(gone)
      }
    },
    rest(isHidden) {
      isResting = isHidden
      for (const lane of lanes.values()) askNext(lane)
    },
  }
}

/** Milliseconds from its last question to the next one; undefined where none is needed. */
function pauseBefore<Value>(
  { fact, isOutdated }: Entry<Value>,
  { restMs, renewMs, isFixed }: FactKind<Value>,
): number | undefined {
  if (fact === undefined) return 0
  const isTrueForever = isFixed === true && fact.kind === 'known'
  if (isOutdated && !isTrueForever) return restMs
  if (fact.kind === 'known') return renewMs
  // One that was away tells when it is back, and the same refusal comes again.
  return fact.isLate ? RETRY_MS : undefined
}

/** With the engine's own words, where there are any. */
function failure(cause: unknown): Fact<never> {
  const { code, message, engineMessage } = asEngineError(cause)
  const reason = [message, engineMessage].filter(Boolean).join('\n')
  return { kind: 'failed', reason, isLate: code === 'timeout' }
}

function dropOldest<Value>(entries: Map<string, Entry<Value>>): void {
  if (entries.size <= MAX_KEPT) return
  const oldest = [...entries.values()].find(({ listeners }) => listeners.size === 0)
  if (oldest) entries.delete(oldest.id)
}

function emptyEntry<Value>(ref: FactRef): Entry<Value> {
  return {
    ...ref,
    fact: undefined,
    askedAt: 0,
    isOutdated: false,
    isAsking: false,
    listeners: new Set(),
    timer: undefined,
  }
}
