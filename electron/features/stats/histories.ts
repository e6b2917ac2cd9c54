import type { StatsSample } from '#shared/contract/stats.ts'
import { createHistory, type SavedHistory, type StatsHistory } from '#shared/stats-history.ts'

/** 38 KB each; those that were sampled longest ago give way. */
const MAX_HISTORIES = 300

/** The histories of all containers that have been sampled since the app was started. */
export interface Histories {
  add(connection: string, id: string, sample: StatsSample): void
  recall(connection: string, id: string): SavedHistory
}

/** None yet. */
export function createHistories(max = MAX_HISTORIES): Histories {
  /** In the order of their last samples. */
  const all = new Map<string, StatsHistory>()
  return {
    add(connection, id, sample) {
      const key = keyOf(connection, id)
      const history = all.get(key) ?? createHistory()
      history.add(sample)
      all.delete(key)
      all.set(key, history)
      const [oldest] = all.keys()
      if (all.size > max && oldest !== undefined) all.delete(oldest)
    },
    recall: (connection, id) => (all.get(keyOf(connection, id)) ?? createHistory()).save(),
  }
}

function keyOf(connection: string, id: string): string {
  return `${connection}\n${id}`
}
