import type { StatsSample } from '#shared/contract/stats.ts'
import { asEngineError, type EngineError } from '#shared/errors.ts'
import { dueOn, type Pace } from './pace.ts'
import {
  countersOf,
  isOfStoppedContainer,
  toSample,
  type Counters,
  type RawStats,
} from './to-sample.ts'

/** Whoever wants the samples of a container. */
export interface Watcher {
  readonly pace: Pace
  onSample(sample: StatsSample): void
  /** It does not run any more, or with the reason why nothing is known of it. Called once. */
  onEnd(error?: EngineError): void
}

/** Samples the containers of one engine that are watched, each once for all of its watchers. */
export interface Sampler {
  /** Returns the end of the watch. */
  watch(id: string, watcher: Watcher): () => void
  /** The engine went away: all watches end with this. */
  fail(error: EngineError): void
}

export interface SamplerOptions {
  readonly read: (id: string, signal: AbortSignal) => Promise<RawStats>
  /** False while the engine is away; nothing is asked of it then. */
  readonly isReachable: () => boolean
  readonly onSample: (id: string, sample: StatsSample) => void
}

/** Milliseconds. */
const BEAT_MS = 1000

/** Milliseconds in which what comes into view together is collected: a page of rows is one round. */
const COLLECT_MS = 30

/** Podman answers with nothing while a container stops; the next answer says that it did. */
const FAILURES = 2

interface Entry {
  readonly id: string
  readonly watchers: Set<Watcher>
  readonly closing: AbortController
  pace: Pace
  last: number | undefined
  samples: number
  isAsked: boolean
  /** In a row. */
  failures: number
  before: Counters | undefined
}

/** Beats while anything is watched, and rests while nothing is. */
export function createSampler({ read, isReachable, onSample }: SamplerOptions): Sampler {
  const entries = new Map<string, Entry>()
  let beat = 0
  let beating: NodeJS.Timeout | undefined
  let collecting: NodeJS.Timeout | undefined

  function round() {
    if (!isReachable()) return
    for (const entry of dueOn(beat, [...entries.values()])) void sample(entry)
  }

  function onBeat() {
    beat += 1
    round()
  }

  function collect() {
    collecting ??= setTimeout(() => {
      collecting = undefined
      round()
    }, COLLECT_MS)
  }

  async function sample(entry: Entry) {
    entry.isAsked = true
    entry.last = beat
    try {
      const raw = await read(entry.id, entry.closing.signal)
      if (entry.closing.signal.aborted) return
      if (isOfStoppedContainer(raw)) end(entry)
      else tell(entry, raw)
    } catch (cause) {
      fail(entry, asEngineError(cause))
    } finally {
      entry.isAsked = false
    }
  }

  function fail(entry: Entry, error: EngineError) {
    entry.failures += 1
    if (error.code === 'not-found') end(entry)
    else if (entry.failures >= FAILURES) end(entry, error)
  }

  function tell(entry: Entry, raw: RawStats) {
    entry.failures = 0
    const sample = toSample(raw, entry.before, Date.now())
    entry.before = countersOf(raw)
    entry.samples += 1
    onSample(entry.id, sample)
    for (const watcher of entry.watchers) watcher.onSample(sample)
  }

  function end(entry: Entry, error?: EngineError) {
    if (entry.closing.signal.aborted) return
    forget(entry)
    for (const watcher of entry.watchers) watcher.onEnd(error)
  }

  function forget(entry: Entry) {
    entry.closing.abort()
    if (entries.get(entry.id) === entry) entries.delete(entry.id)
    if (entries.size > 0) return
    clearInterval(beating)
    clearTimeout(collecting)
    beating = collecting = undefined
  }

  function open(id: string): Entry {
    const entry: Entry = {
      id,
      watchers: new Set(),
      closing: new AbortController(),
      pace: 'keep',
      last: undefined,
      samples: 0,
      isAsked: false,
      failures: 0,
      before: undefined,
    }
    entries.set(id, entry)
    beating ??= setInterval(onBeat, BEAT_MS)
    return entry
  }

  return {
    watch(id, watcher) {
      const entry = entries.get(id) ?? open(id)
      entry.watchers.add(watcher)
      entry.pace = closest(entry.watchers)
      if (watcher.pace !== 'keep') collect()
      return () => {
        if (!entry.watchers.delete(watcher)) return
        entry.pace = closest(entry.watchers)
        if (entry.watchers.size === 0) forget(entry)
      }
    },
    fail(error) {
      for (const entry of entries.values()) end(entry, error)
    },
  }
}

function closest(watchers: ReadonlySet<Watcher>): Pace {
  const paces = new Set([...watchers].map(({ pace }) => pace))
  return paces.has('chart') ? 'chart' : paces.has('row') ? 'row' : 'keep'
}
