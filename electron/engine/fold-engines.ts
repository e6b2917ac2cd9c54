import { ConnectionMode, type Connection } from '#shared/contract/connections.ts'
import { groupByMarks } from './discovery/group-by-marks.ts'
import { isOfPlace, shareAny } from './discovery/marks.ts'
import type { Endpoint } from './endpoints.ts'

/** What is known of connections besides themselves. */
interface Knowledge {
  /** By what one knows the engine that a connection leads to: its endpoint, its real path, its id. */
  readonly marksOf: (connection: Connection) => ReadonlySet<string>
  /** A person has given it a name, a mode or a colour: it is theirs. */
  readonly isChosen: (id: string) => boolean
  /** It leads nowhere now. */
  readonly isAway: (id: string) => boolean
}

type Group = readonly Connection[]

/**
 * The same connections; where several lead to one engine, they say so. One that was found by itself
 * folds into the first of the others that leads there now. Those that somebody has named stay, each
 * for itself.
 */
export function foldEngines(
  endpoints: readonly Endpoint[],
  knowledge: Knowledge,
): readonly Endpoint[] {
  const connections = endpoints.map(({ connection }) => connection)
  const groups = groupByMarks(connections, knowledge.marksOf)
  const told = new Map(
    groups.flatMap(({ members }) => tell(members, knowledge)).map((one) => [one.id, one]),
  )
  return endpoints.map((endpoint) => {
    const connection = told.get(endpoint.connection.id)
    return connection ? { ...endpoint, connection } : endpoint
  })
}

/** What the connections to one engine say of each other. */
function tell(group: Group, knowledge: Knowledge): Group {
  if (group.length < 2) return group
  const isOurs = isOursBy(knowledge)
  const { standing, keptOf } = fold(group, knowledge)
  // Nobody has chosen the mode of one that was found, and it must be no way around theirs.
  const mode = strictest(group)
  return group.map((connection) => {
    const own = isOurs(connection) ? { ...connection, mode } : connection
    const kept = keptOf.get(connection)
    if (kept) return { ...own, foldedInto: kept.id }
    const others = standing.filter((one) => one !== connection)
    const folded = group.filter((one) => keptOf.get(one) === connection)
    const places = folded.filter(({ endpoint }) => endpoint !== connection.endpoint)
    return {
      ...own,
      ...(others.length > 0 && { sameEngineAs: others.map(({ name }) => name) }),
      ...(places.length > 0 && { alsoFound: places.map(toPlace) }),
    }
  })
}

/** Who stays for itself, and who stands for each of the others. */
function fold(group: Group, knowledge: Knowledge) {
  const isOurs = isOursBy(knowledge)
  const standing = group.filter((one) => !isOurs(one))
  const keptOf = new Map<Connection, Connection>()
  for (const one of group.filter(isOurs)) {
    const kept = standing.find((other) => standsFor(other, one, knowledge))
    if (kept) keptOf.set(one, kept)
    else standing.push(one)
  }
  return { standing, keptOf }
}

/** A way that leads nowhere stands only for one that does not lead anywhere else, or no more. */
function standsFor(kept: Connection, one: Connection, { isAway, marksOf }: Knowledge): boolean {
  if (!isAway(kept.id) || isAway(one.id)) return true
  const places = [...marksOf(kept)].filter(isOfPlace)
  return shareAny(new Set(places), marksOf(one))
}

function isOursBy({ isChosen }: Knowledge) {
  return ({ id, source }: Connection) => source === 'found' && !isChosen(id)
}

function strictest(group: Group): ConnectionMode {
  const modes = new Set(group.map(({ mode }) => mode))
  return ConnectionMode.options.findLast((mode) => modes.has(mode)) ?? 'full'
}

function toPlace({ name, endpoint }: Connection) {
  return { name, endpoint }
}
