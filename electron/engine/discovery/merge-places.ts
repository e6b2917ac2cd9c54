import type { FoundPlace, Place } from '#shared/contract/places.ts'
import { groupByMarks, type Group } from './group-by-marks.ts'
import type { InspectedPlace } from './inspect-place.ts'
import { markOfEndpoint, markOfPath, marksOfKnown } from './marks.ts'

/** One engine, and by what one knows all the places at which it was found. */
export interface MergedPlace extends FoundPlace {
  readonly marks: ReadonlySet<string>
}

/** Each engine once, under its most telling name. */
export function mergePlaces(inspected: readonly InspectedPlace[]): readonly MergedPlace[] {
  return groupByMarks(inspected, marksOf).map(toMerged)
}

/** A dangling link is the same as the missing socket that it leads to. */
function marksOf({ place, finding }: InspectedPlace): readonly string[] {
  return [
    place.endpoint === undefined ? `place:${place.id}` : markOfEndpoint(place.endpoint),
    ...(finding.kind === 'dangling' ? [markOfPath(finding.target)] : []),
    ...marksOfKnown({
      realPath: 'realPath' in finding ? finding.realPath : undefined,
      engineId: 'engineId' in finding ? finding.engineId : undefined,
    }),
  ]
}

function toMerged({ members, marks }: Group<InspectedPlace>): MergedPlace {
  const [best, ...others] = members.toSorted((a, b) => telling(b.place) - telling(a.place))
  if (!best) throw new Error('A group has at least the place that it was made for')
  const answering = members.find(({ finding }) => finding.kind === 'answers')
  const names = new Set(others.map(({ place }) => place.name))
  names.delete(best.place.name)
  return {
    place: best.place,
    finding: (answering ?? best).finding,
    otherNames: [...names],
    marks,
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
