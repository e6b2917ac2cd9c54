import type { Connection } from '#shared/contract/connections.ts'
import type { Place } from '#shared/contract/places.ts'
import { parseWslDestination } from '../wsl-destination.ts'

/** The profile that minikube means when none is named. */
const DEFAULT_PROFILE = 'minikube'

/** How the connection to a profile is called, of which the endpoint changes at each start. */
const MINIKUBE_CONNECTION = /^place:minikube:(.+)$/

/** The place of the engine in the node of a profile; where it is, minikube has to be asked. */
export function minikubePlace(profile: string): Place {
  return {
    id: `minikube:${profile}`,
    owner: 'minikube',
    name: profile === DEFAULT_PROFILE ? 'minikube' : `minikube (${profile})`,
    instance: profile,
  }
}

/** The place of the engine inside a WSL distribution. */
export function wslPlace(distribution: string): Place {
  return {
    id: `wsl:${distribution}`,
    owner: 'wsl',
    name: `${distribution} (WSL)`,
    endpoint: `wsl://${distribution}`,
    instance: distribution,
  }
}

/** Of those two, the place that a connection leads to, if it is one; nobody is asked. */
export function toldPlaceOf({ id, endpoint }: Pick<Connection, 'id' | 'endpoint'>) {
  const [, profile] = MINIKUBE_CONNECTION.exec(id) ?? []
  if (profile !== undefined) return minikubePlace(profile)
  const destination = parseWslDestination(endpoint)
  return destination && wslPlace(destination.distribution)
}
