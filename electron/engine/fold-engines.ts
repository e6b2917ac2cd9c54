import type { Connection } from '#shared/contract/connections.ts'
import type { Endpoint } from './endpoints.ts'

/** What is known of connections besides themselves, by their ids. */
interface Knowledge {
  /** The engine's own id, once it has told it. Podman has none. */
  readonly engineOf: (connection: string) => string | undefined
  /** A person has given it a name, a mode or a colour: it is theirs. */
  readonly isChosen: (connection: string) => boolean
}

/**
 * The same connections; where several lead to one engine, they say so. One that was found by itself
 * folds into the first of the others. Those that somebody has named stay, each for itself.
 */
export function foldEngines(
  endpoints: readonly Endpoint[],
  { engineOf, isChosen }: Knowledge,
): readonly Endpoint[] {
  const isOurs = ({ id, source }: Connection) => source === 'found' && !isChosen(id)
  const connections = endpoints.map(({ connection }) => connection)
  return endpoints.map((endpoint) => {
    const { connection } = endpoint
    const engine = engineOf(connection.id)
    const group =
      engine === undefined ? [] : connections.filter(({ id }) => engineOf(id) === engine)
    if (group.length < 2) return endpoint
    const kept = group.find((one) => !isOurs(one)) ?? group[0]
    const isFolded = (one: Connection) => isOurs(one) && one !== kept
    if (kept && isFolded(connection)) {
      return { ...endpoint, connection: { ...connection, foldedInto: kept.id } }
    }
    const others = group.filter((one) => one !== connection && !isFolded(one))
    const folded = connection === kept ? group.filter(isFolded) : []
    return {
      ...endpoint,
      connection: {
        ...connection,
        ...(others.length > 0 && { sameEngineAs: others.map(({ name }) => name) }),
        ...(folded.length > 0 && { alsoFound: folded.map(toPlace) }),
      },
    }
  })
}

function toPlace({ name, endpoint }: Connection) {
  return { name, endpoint }
}
