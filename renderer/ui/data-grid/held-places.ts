/** The places of a list while its rows come and go under a pointer. */
export interface HeldPlaces {
  /**
   * The ids in their order, and among them those that went but whose places are held. `choice` says
   * which objects the list is to show: where another one is made, nothing has gone.
   */
  assign(ids: readonly string[], choice?: string): readonly string[]
  /** The pointer is on this place now, or on none. True when places were let go by that. */
  pointAt(id: string | undefined): boolean
}

/**
 * While the pointer rests on a row, the place of a row that goes stays: otherwise the next one
 * would slide under the pointer, and a second click would hit it.
 */
export function createHeldPlaces(): HeldPlaces {
  let ids: readonly string[] = []
  let places = ids
  let pointed: string | undefined
  let chosen: string | undefined
  return {
    assign(next, choice) {
      const holds = pointed !== undefined && choice === chosen
      if (next !== ids) places = holds ? withGone(next, places) : next
      ids = next
      chosen = choice
      return places
    },
    pointAt(id) {
      if (id === pointed) return false
      const held = places !== ids
      pointed = id
      places = ids
      return held
    },
  }
}

/** `ids` and what is gone of the places before, each after the row that it came after. */
function withGone(ids: readonly string[], before: readonly string[]): readonly string[] {
  const here = new Set(ids)
  // Another list altogether has no place in common with this one.
  if (!before.some((id) => here.has(id))) return ids
  const goneAfter = new Map<string | undefined, string[]>()
  let last: string | undefined
  for (const id of before) {
    if (here.has(id)) last = id
    else goneAfter.set(last, [...(goneAfter.get(last) ?? []), id])
  }
  if (goneAfter.size === 0) return ids
  const goneFirst = goneAfter.get(undefined) ?? []
  return [...goneFirst, ...ids.flatMap((id) => [id, ...(goneAfter.get(id) ?? [])])]
}
