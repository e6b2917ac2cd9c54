import type { Place } from '#shared/contract/places.ts'
import { endpoint, type FoundEndpoint } from './endpoints.ts'
import { filesOf } from './tls-folder.ts'

/** The connection that leads to a place, with the files and the key that it needs. */
export function fromPlace(place: Place): FoundEndpoint {
  const { id, name, tls, identity } = place
  const naming = { id: `place:${id}`, name, source: 'found' } as const
  const found = endpoint(naming, place.endpoint, filesOf(tls))
  if (identity === undefined || found.address?.kind !== 'ssh') return found
  return { ...found, address: { ...found.address, identity } }
}
