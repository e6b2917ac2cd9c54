import type { ContainerSummary } from '#shared/contract/containers.ts'
import { LIST_DEADLINE_MS, segment, type Engine } from '../../engine/index.ts'
import { inspectEach } from './inspect-each.ts'
import { withNetworkIds } from './network-ids.ts'
import { toStateFromInspect } from './to-state.ts'
import { nameOf, toSummary, type RawContainer } from './to-summary.ts'

/** A whole list with more of them is shown at once; each row is inspected when it is asked for. */
const MAX_INSPECTS_OF_WHOLE_LIST = 16

/** What is wanted of the list, and the app that asks; see `ownerTag`. */
interface Wanted {
  readonly ids: readonly string[] | undefined
  readonly owner: string
}

/** The containers, running or not; with `ids`, only those. Never their sizes: those take minutes. */
export async function listContainers(
  engine: Engine,
  { ids, owner }: Wanted,
  signal: AbortSignal,
): Promise<readonly ContainerSummary[]> {
  if (ids?.length === 0) return []
  const docker = engine.docker({ signal, deadlineMs: LIST_DEADLINE_MS })
  const filters = ids ? { filters: { id: [...ids] } } : {}
  const entries: readonly RawContainer[] = await docker.listContainers({ all: true, ...filters })
  for (const { Id, Names } of entries) engine.names.remember(Id, nameOf(Names, Id))
  const summaries = await withNetworkIds(
    engine,
    entries.map((raw) => toSummary(raw, owner)),
    signal,
  )
  const created = summaries.filter(({ state }) => state.kind === 'created')
  if (!ids && created.length > MAX_INSPECTS_OF_WHOLE_LIST) return summaries
  return withFailedStarts(engine, summaries, created, signal)
}

/** The engine's list calls a refused start "created"; only inspect tells. */
async function withFailedStarts(
  engine: Engine,
  summaries: readonly ContainerSummary[],
  created: readonly ContainerSummary[],
  signal: AbortSignal,
): Promise<readonly ContainerSummary[]> {
  const found = new Map<string, ContainerSummary>()
  await inspectEach(created, async (summary) => {
    found.set(summary.id, await inspected(engine, summary, signal))
  })
  return summaries.map((summary) => found.get(summary.id) ?? summary)
}

async function inspected(
  engine: Engine,
  summary: ContainerSummary,
  signal: AbortSignal,
): Promise<ContainerSummary> {
  try {
    const { State } = await engine.docker({ signal }).getContainer(segment(summary.id)).inspect()
    return { ...summary, state: toStateFromInspect(State) }
  } catch {
    // Gone between the two questions: its event takes the row away.
    return summary
  }
}
