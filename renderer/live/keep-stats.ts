import type { QueryClient } from '@tanstack/react-query'
import { containersKey } from '#features/containers'
import { noteKept, retainKept } from '#features/stats'
import type { ContainerSummary } from '#shared/contract/containers.ts'
import { engine } from '../ipc/client.ts'

/** Milliseconds: a project that is started is many changes of the list. */
const SETTLE_MS = 500

/** Milliseconds that a watch overlaps the one after it: what both name is sampled on. */
const OVERLAP_MS = 1000

/** Milliseconds. All watches end when the engine goes away. */
const RETRY_MS = 5000

/**
 * Has main sample what runs on an engine, slowly, for as long as its list is live: charts begin
 * before they are opened. Returns the end of it.
 */
export function keepStats(
  client: QueryClient,
  connection: string,
  keep = engine.stats.keep,
): () => void {
  const key = containersKey(connection)
  const hash = JSON.stringify(key)
  let kept = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  let stop: (() => void) | undefined

  function running(): readonly string[] {
    const rows = client.getQueryData<readonly ContainerSummary[]>(key) ?? []
    return rows
      .filter(({ state }) => state.kind === 'running')
      .map(({ id }) => id)
      .toSorted()
  }

  function open(ids: readonly string[]) {
    kept = ids.join()
    const before = stop
    if (before) setTimeout(before, OVERLAP_MS)
    stop = undefined
    retainKept(connection, ids)
    if (ids.length === 0) return
    stop = keep(
      { connection, ids: [...ids] },
      {
        onValue: (samples) => noteKept(connection, samples),
        onEnd() {
          stop = undefined
          kept = ''
          retainKept(connection, [])
          renewIn(RETRY_MS)
        },
      },
    )
  }

  function renewIn(ms: number) {
    timer ??= setTimeout(() => {
      timer = undefined
      const ids = running()
      if (ids.join() !== kept) open(ids)
    }, ms)
  }

  const unwatch = client.getQueryCache().subscribe(({ type, query }) => {
    if (type === 'updated' && query.queryHash === hash) renewIn(SETTLE_MS)
  })
  renewIn(SETTLE_MS)
  return () => {
    unwatch()
    clearTimeout(timer)
    stop?.()
    retainKept(connection, [])
  }
}
