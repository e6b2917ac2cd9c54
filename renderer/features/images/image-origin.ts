import { isDangling, type ImageRow } from './image-rows.ts'

/** Where an image comes from, in a column's few words. */
export interface OriginWords {
  readonly text: string
  readonly hint: string
  /** What the filter finds it by. */
  readonly found: readonly OriginWord[]
}

/** The words of the filter for where an image comes from. */
export const ORIGIN_WORDS = ['pulled', 'pushed', 'built', 'loaded', 'dangling', 'untold'] as const
type OriginWord = (typeof ORIGIN_WORDS)[number]

/** Where the image of a row comes from, as far as its engine tells. */
export function originWords(row: ImageRow): OriginWords {
  if (isDangling(row)) return DANGLING
  return ORIGINS[row.image.origin]
}

const DANGLING: OriginWords = {
  text: 'Dangling',
  hint: 'It has no name any more, or never had one',
  found: ['dangling'],
}

const ORIGINS: Readonly<Record<ImageRow['image']['origin'], OriginWords>> = {
  registry: {
    text: 'Pulled or pushed',
    hint: 'A registry has it, or had it when it was pulled or pushed',
    found: ['pulled', 'pushed'],
  },
  local: {
    text: 'Built or loaded',
    hint: 'It was built, loaded or imported here, and no registry is known to have it',
    found: ['built', 'loaded'],
  },
  untold: {
    text: '',
    hint: 'This engine does not tell what was pulled and what was built',
    found: ['untold'],
  },
}
