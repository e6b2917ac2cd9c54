import type { FoundPlace, Place } from '#shared/contract/places.ts'
import { withKey } from './address.ts'
import { isOfPlace } from './discovery/marks.ts'
import type { MergedPlace } from './discovery/merge-places.ts'
import { endpoint, type FoundEndpoint } from './endpoints.ts'
import { filesOf } from './tls-folder.ts'

/** Where an engine is, or is said to be. */
interface Destination extends Place {
  readonly endpoint: string
}

/** The connections that lead to the places where an engine answers, or is said to be. */
export function toConnections(found: readonly MergedPlace[]): readonly FoundEndpoint[] {
  return found
    .filter(isUsable)
    .flatMap((one) => (hasEndpoint(one.place) ? [fromPlace(one.place, one)] : []))
}

/** One over a network that somebody has set up is listed as their Docker contexts are, unasked. */
function isUsable({ finding }: FoundPlace): boolean {
  return finding.kind === 'answers' || finding.kind === 'untested'
}

function hasEndpoint(place: Place): place is Destination {
  return place.endpoint !== undefined
}

/** The connection, with the files and the key that it needs. */
function fromPlace(
  place: Destination,
  { finding, marks }: Pick<MergedPlace, 'finding' | 'marks'>,
): FoundEndpoint {
  const { id, name, tls, identity } = place
  const naming = { id: connectionOf(id), name, source: 'found' } as const
  const found = endpoint(naming, place.endpoint, filesOf(tls))
  return {
    connection: { ...found.connection, ...(tls && { tls }), ...(identity && { identity }) },
    // The node of a VM has an address of its own.
    ...(place.owner === 'minikube' && { isLocal: true }),
    ...(found.address && { address: withKey(found.address, identity) }),
    ...('engineId' in finding && { engineId: finding.engineId }),
    marks: new Set([...marks].filter(isOfPlace)),
  }
}

/** The id of the connection that a place has, once it has one. */
export function connectionOf(placeId: string): string {
  return `place:${placeId}`
}
