import type { ContainerSummary } from '#shared/contract/containers.ts'
import type { Question } from '../../live/touch-journal.ts'

type Containers = readonly ContainerSummary[]
type Known = Pick<Question, 'isNewer' | 'isGone'>

/** A whole list laid over what is known: rows that an event has changed meanwhile stand. */
export function mergeAll(before: Containers | undefined, answer: Containers, known: Known) {
  const rows = byId(before ?? [])
  const listed = new Set(answer.map((row) => row.id))
  const born = [...rows.values()].filter((row) => known.isNewer(row.id) && !listed.has(row.id))
  const kept = answer
    .filter((row) => !known.isGone(row.id))
    .map((row) => pick(rows.get(row.id), row, known))
  return [...born, ...kept]
}

/** The answer about some ids laid over the list: absent ones go, unknown ones are put on top. */
export function mergeSome(
  before: Containers,
  ids: readonly string[],
  answer: Containers,
  known: Known,
): Containers {
  const asked = new Set(ids.filter((id) => !known.isNewer(id)))
  const answered = byId(answer)
  const present = new Set(before.map((row) => row.id))
  const born = answer.filter((row) => asked.has(row.id) && !present.has(row.id))
  const kept = before
    .filter((row) => !asked.has(row.id) || answered.has(row.id))
    .map((row) => (asked.has(row.id) ? (answered.get(row.id) ?? row) : row))
  return [...born, ...kept]
}

function pick(before: ContainerSummary | undefined, answer: ContainerSummary, known: Known) {
  if (!before) return answer
  if (known.isNewer(answer.id)) return before
  return keepFailure(before, answer)
}

/** The whole list calls a refused start `created`; what was learnt by asking again stays. */
function keepFailure(before: ContainerSummary, answer: ContainerSummary): ContainerSummary {
  const failed = before.state.kind === 'failed-to-start' && answer.state.kind === 'created'
  return failed ? { ...answer, state: before.state } : answer
}

function byId(rows: Containers): ReadonlyMap<string, ContainerSummary> {
  return new Map(rows.map((row) => [row.id, row]))
}
