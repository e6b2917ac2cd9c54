import type { Place } from '#shared/contract/places.ts'
import { marksOfKnown, shareAny, type KnownEngine } from './marks.ts'
import { telling } from './merge-places.ts'

/** A place, and the socket behind all its links. */
export interface LocatedPlace {
  readonly place: Place
  readonly realPath?: string
}

/** The place where a connection leads, by its socket and not by its name; the most telling one. */
export function placeOf(known: KnownEngine, places: readonly LocatedPlace[]): Place | undefined {
  const marks = new Set(marksOfKnown(known))
  return places
    .filter(({ place, realPath }) => {
      const { endpoint } = place
      const own = marksOfKnown(realPath === undefined ? { endpoint } : { endpoint, realPath })
      return shareAny(new Set(own), marks)
    })
    .map(({ place }) => place)
    .toSorted((a, b) => telling(b) - telling(a))[0]
}
