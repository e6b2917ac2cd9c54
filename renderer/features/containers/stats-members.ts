import { useQueries, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { StatsTarget } from '#features/dock'
import type { StatsMember } from '#features/stats'
import { composePlace, nameWithin } from '#lib/compose-place.ts'
import { naturalCompare } from '#lib/natural-compare.ts'
import type { ContainerSummary } from '#shared/contract/containers.ts'
import { isAside } from './aside.ts'
import { containersQuery } from './queries.ts'

type Containers = readonly ContainerSummary[]

/** The containers that stats are of, as the lists of their engines have them now. */
export function useStatsMembers(target: StatsTarget): readonly StatsMember[] {
  const connections = useMemo(() => connectionsOf(target), [target])
  const lists = useQueries({ queries: connections.map((id) => containersQuery(id)), combine })
  return useMemo(
    () => findStatsMembers(target, new Map(connections.map((id, at) => [id, lists[at] ?? []]))),
    [target, connections, lists],
  )
}

/**
 * Those that were chosen stay when they are removed: what they used is still known. Of a project or
 * an engine, those that are there and have been running since it was looked at.
 */
export function findStatsMembers(
  target: StatsTarget,
  lists: ReadonlyMap<string, Containers>,
): readonly StatsMember[] {
  const { connection, merged, everything } = target
  const all = lists.get(connection) ?? []
  if (everything) return sorted(all.filter(isUp).map((one) => toMember(connection, one)))
  const project = merged?.project?.name
  if (project !== undefined) {
    const isMember = (one: ContainerSummary) =>
      !isAside(one) && composePlace(one.labels)?.project === project
    return sorted(all.filter(isMember).map((one) => toMember(connection, one, project)))
  }
  const chosen = merged?.containers ?? [target]
  return chosen.map(({ connection: on, id, name }) => {
    const list = lists.get(on) ?? []
    const isNew = (one: ContainerSummary) => one.name === name && !isAside(one)
    const found = list.find((one) => one.id === id) ?? list.find(isNew)
    return found ? toMember(on, found) : { connection: on, id, name, isRunning: false }
  })
}

function connectionsOf({ connection, merged }: StatsTarget): readonly string[] {
  return [...new Set([connection, ...(merged?.containers ?? []).map((one) => one.connection)])]
}

function combine(results: readonly UseQueryResult<Containers>[]) {
  return results.map(({ data }) => data)
}

function isUp({ state }: ContainerSummary): boolean {
  return state.kind === 'running' || state.kind === 'paused' || state.kind === 'restarting'
}

function toMember(
  connection: string,
  { id, name, state }: ContainerSummary,
  project?: string,
): StatsMember {
  return { connection, id, name: nameWithin(name, project), isRunning: state.kind === 'running' }
}

function sorted(members: readonly StatsMember[]): readonly StatsMember[] {
  return members.toSorted((a, b) => naturalCompare(a.name, b.name))
}
