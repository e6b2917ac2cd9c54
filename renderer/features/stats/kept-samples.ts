import { useSyncExternalStore } from 'react'
import type { NamedSample, StatsSample } from '#shared/contract/stats.ts'
import { createStatsSum, type StatsSum } from './stats-sum.ts'

/** Milliseconds: twice the slowest pace. An older sample says nothing of now, and is in no sum. */
const STALE_MS = 120_000

/** What is known of one engine. */
interface Kept {
  /** All that run, sampled or not. */
  readonly running: ReadonlySet<string>
  readonly samples: ReadonlyMap<string, StatsSample>
}

const NOTHING: Kept = { running: new Set(), samples: new Map() }

/** The last sample of all that runs on the engines whose lists are live, looked at or not. */
const kept = new Map<string, Kept>()
const ageing = new Map<string, ReturnType<typeof setTimeout>>()
const listeners = new Set<() => void>()

/** Takes in samples; those of an engine's other containers stay until they are old. */
export function noteKept(connection: string, news: readonly NamedSample[]): void {
  const before = kept.get(connection) ?? NOTHING
  const samples = news.map(({ id, sample }) => [id, sample] as const)
  set(connection, { ...before, samples: new Map([...fresh(before), ...samples]) })
}

/** Forgets all of an engine but these, which run on it. */
export function retainKept(connection: string, ids: readonly string[]): void {
  const running = new Set(ids)
  const before = kept.get(connection) ?? NOTHING
  set(connection, { running, samples: new Map(fresh(before).filter(([id]) => running.has(id))) })
}

function fresh({ samples }: Kept): readonly (readonly [string, StatsSample])[] {
  const since = Date.now() - STALE_MS
  return [...samples].filter(([, { at }]) => at > since)
}

function set(connection: string, next: Kept) {
  kept.set(connection, next)
  clearTimeout(ageing.get(connection))
  // Where no more news come, nothing else would take the old ones away.
  if (next.samples.size > 0) ageing.set(connection, setTimeout(noteKept, STALE_MS, connection, []))
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** What all running containers of an engine use together; nothing while nothing is known. */
export function useEngineSum(connection: string): StatsSum | undefined {
  const known = useSyncExternalStore(subscribe, () => kept.get(connection))
  return known && createStatsSum([...known.samples.values()], known.running.size)
}

interface Member {
  readonly connection: string
  readonly id: string
}

/** What these use together: no look of its own, and no more cost. */
export function useGroupSum<Value extends string>(
  members: readonly Member[],
  write: (sum: StatsSum) => Value,
): Value | undefined {
  return useSyncExternalStore(subscribe, () => {
    const running = members.filter(({ connection, id }) => kept.get(connection)?.running.has(id))
    const sum = createStatsSum(
      members.flatMap(({ connection, id }) => kept.get(connection)?.samples.get(id) ?? []),
      running.length,
    )
    return sum && write(sum)
  })
}
