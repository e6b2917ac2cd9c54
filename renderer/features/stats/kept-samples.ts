import { useSyncExternalStore } from 'react'
import type { NamedSample, StatsSample } from '#shared/contract/stats.ts'
import { createStatsSum, type StatsSum } from './stats-sum.ts'

/** The last sample of all that runs on the engines whose lists are live, looked at or not. */
const kept = new Map<string, ReadonlyMap<string, StatsSample>>()
const listeners = new Set<() => void>()

/** Takes in samples; those of an engine's other containers stay. */
export function noteKept(connection: string, news: readonly NamedSample[]): void {
  const samples = news.map(({ id, sample }) => [id, sample] as const)
  set(connection, new Map([...(kept.get(connection) ?? []), ...samples]))
}

/** Forgets all of an engine but these. */
export function retainKept(connection: string, ids: readonly string[]): void {
  const wanted = new Set(ids)
  const before = kept.get(connection) ?? new Map<string, StatsSample>()
  if ([...before.keys()].every((id) => wanted.has(id))) return
  set(connection, new Map([...before].filter(([id]) => wanted.has(id))))
}

function set(connection: string, samples: ReadonlyMap<string, StatsSample>) {
  kept.set(connection, samples)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** What all running containers of an engine use together; nothing while nothing is known. */
export function useEngineSum(connection: string): StatsSum | undefined {
  const samples = useSyncExternalStore(subscribe, () => kept.get(connection))
  return samples && createStatsSum([...samples.values()])
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
    const sum = createStatsSum(
      members.flatMap(({ connection, id }) => kept.get(connection)?.get(id) ?? []),
    )
    return sum && write(sum)
  })
}
