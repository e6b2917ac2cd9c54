import { naturalCompare } from '#lib/natural-compare.ts'
import { asEngineError, EngineError } from '#shared/errors.ts'
import { composePlace, type ComposePlace } from '#lib/compose-place.ts'
import type { ListedContainer } from './log-reading.ts'
import type { LogTarget, MergedTarget } from './log-target.ts'

/** A container whose log is to be read. */
export interface FoundMember {
  readonly target: LogTarget
  readonly place: ComposePlace | undefined
}

type Found = { readonly members: readonly FoundMember[] } | { readonly error: EngineError }

type ListContainers = (connection: string) => Promise<readonly ListedContainer[]>

/**
 * The containers that a merged log is of as its engines have them now: one that was made anew since
 * it was chosen is found by its name.
 */
export async function findMembers(target: MergedTarget, list: ListContainers): Promise<Found> {
  const { project, containers } = target
  if (!project) return { members: await chosen(containers, list) }
  const { connection, name } = project
  try {
    const members = (await list(connection)).flatMap((container) => {
      const place = composePlace(container.labels)
      if (place?.project !== name) return []
      return [{ target: { connection, id: container.id, name: container.name }, place }]
    })
    if (members.length === 0) return { error: noneLeft(name) }
    return { members: members.toSorted((a, b) => naturalCompare(a.target.name, b.target.name)) }
  } catch (cause) {
    return { error: asEngineError(cause) }
  }
}

/** An engine that does not answer takes nothing away: its containers are read as they were named. */
async function chosen(
  containers: readonly LogTarget[],
  list: ListContainers,
): Promise<readonly FoundMember[]> {
  const connections = [...new Set(containers.map(({ connection }) => connection))]
  const lists = await Promise.all(
    connections.map(async (connection) => list(connection).catch(() => [])),
  )
  return containers.map((target) => {
    const listed = lists[connections.indexOf(target.connection)] ?? []
    const found =
      listed.find(({ id }) => id === target.id) ?? listed.find(({ name }) => name === target.name)
    if (!found) return { target, place: undefined }
    const { connection } = target
    return {
      target: { connection, id: found.id, name: found.name },
      place: composePlace(found.labels),
    }
  })
}

function noneLeft(project: string): EngineError {
  return new EngineError({
    code: 'not-found',
    message: `Project "${project}" has no containers`,
    hint: 'Start it, and try again.',
  })
}
