import type { FoundPlace, Place } from '#shared/contract/places.ts'
import type { InspectedPlace } from './inspect-place.ts'
import { isPipe, socketPath } from './socket-path.ts'

/** An engine that is listed already, because a context or the person names it. */
export interface KnownEngine {
  /** As the docker CLI writes it. */
  readonly endpoint?: string | undefined
  /** Where it is known what is behind its links. */
  readonly realPath?: string
  /** Where it has answered, and has one. */
  readonly engineId?: string
}

/** Places that lead to one engine, and by what one knows that they do. */
interface Group {
  readonly members: readonly InspectedPlace[]
  readonly marks: ReadonlySet<string>
}

/** Each engine once, under its most telling name, and none that is known already. */
export function mergePlaces(
  inspected: readonly InspectedPlace[],
  known: readonly KnownEngine[] = [],
): readonly FoundPlace[] {
  const knownMarks = new Set(known.flatMap(marksOfKnown))
  return inspected
    .reduce(addToGroups, [])
    .filter(({ marks }) => !shareAny(marks, knownMarks))
    .map(({ members }) => toFound(members))
}

function addToGroups(groups: readonly Group[], place: InspectedPlace): readonly Group[] {
  const marks = new Set(marksOf(place))
  const same = groups.filter((group) => shareAny(group.marks, marks))
  const joined: Group = {
    members: [...same.flatMap(({ members }) => members), place],
    marks: new Set([...same.flatMap((group) => [...group.marks]), ...marks]),
  }
  const [first] = same
  if (!first) return [...groups, joined]
  return groups.flatMap((group) => {
    if (group === first) return [joined]
    return same.includes(group) ? [] : [group]
  })
}

/** A dangling link is the same as the missing socket that it leads to. */
function marksOf({ place, finding }: InspectedPlace): readonly string[] {
  return [
    place.endpoint === undefined ? `place:${place.id}` : markOfEndpoint(place.endpoint),
    ...('realPath' in finding && finding.realPath !== undefined
      ? [markOfPath(finding.realPath)]
      : []),
    ...(finding.kind === 'dangling' ? [markOfPath(finding.target)] : []),
    ...('engineId' in finding ? [`id:${finding.engineId}`] : []),
  ]
}

/** By what one knows a place that was found, its links included. */
export function marksOfFound({ place, finding }: FoundPlace): readonly string[] {
  return marksOf({ place, finding })
}

/** By what one knows an engine that is listed. */
export function marksOfKnown({ endpoint, realPath, engineId }: KnownEngine): readonly string[] {
  return [
    ...(endpoint !== undefined ? [markOfEndpoint(endpoint)] : []),
    ...(realPath !== undefined ? [markOfPath(realPath)] : []),
    ...(engineId !== undefined ? [`id:${engineId}`] : []),
  ]
}

function markOfEndpoint(endpoint: string): string {
  const path = socketPath(endpoint)
  return path === undefined ? `endpoint:${endpoint}` : markOfPath(path)
}

/** Windows tells no difference between the cases of a pipe's name. */
function markOfPath(path: string): string {
  return `path:${isPipe(path) ? path.toLowerCase() : path}`
}

/** Whether two sets have something in common. */
export function shareAny(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  return [...some].some((mark) => others.has(mark))
}

function toFound(members: readonly InspectedPlace[]): FoundPlace {
  const [best, ...others] = members.toSorted((a, b) => telling(b.place) - telling(a.place))
  if (!best) throw new Error('A group has at least the place that it was made for')
  const answering = members.find(({ finding }) => finding.kind === 'answers')
  const names = new Set(others.map(({ place }) => place.name))
  names.delete(best.place.name)
  return {
    place: best.place,
    finding: (answering ?? best).finding,
    otherNames: [...names],
  }
}

/** Anybody's engine may be at Docker's default socket; a folder of Colima's is Colima's. */
export function telling({ owner }: Place): number {
  switch (owner) {
    case 'docker':
      return 0
    case 'podman-connection':
      return 1
    default:
      return 2
  }
}
