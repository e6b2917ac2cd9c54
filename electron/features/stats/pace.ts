/** How closely somebody looks at a container; `keep` is nobody, whose history goes on. */
export type Pace = 'chart' | 'row' | 'keep'

/** Beats, of one second each, between two samples. */
const BEATS: Readonly<Record<Pace, number>> = { chart: 1, row: 3, keep: 30 }

/** Samples a second of one engine. dockerd needs 4 to 5 ms of a core for each of them, we 1 to 2. */
const LOOKS_PER_BEAT = 8
const KEPT_PER_BEAT = 4

/** Beats. With more containers than this leaves room for, the others have no history of their own. */
const SLOWEST_KEEP = 60
export const MAX_KEPT = KEPT_PER_BEAT * SLOWEST_KEEP

/** Each is a socket, and dockerd reads all those that are asked for in one go. */
const MAX_AT_ONCE = 50

/** Two samples make the first rates: the second one comes soon, whatever the pace. */
const FIRST_SAMPLES = 2
const FIRST_KEPT_BEATS = 5

/** A container that is watched, as far as its turn depends on it. */
export interface Watched {
  /** The closest look at it. */
  readonly pace: Pace
  /** The beat of its last sample; undefined before the first. */
  readonly last: number | undefined
  readonly samples: number
  /** A question of ours about it has no answer yet. */
  readonly isAsked: boolean
}

/**
 * Those whose turn it is. However many are looked at, they cost the engine no more than so many
 * samples a second: the more there are, the longer each waits. Turns fall on common beats, for two
 * samples at once cost dockerd less than one after the other.
 */
export function dueOn<One extends Watched>(beat: number, watched: readonly One[]): readonly One[] {
  const periods = periodsFor(watched)
  const waits = (one: One) => (one.last === undefined ? Infinity : beat - one.last)
  const isDue = (one: One) => {
    if (one.isAsked || waits(one) === 0) return false
    const period = periods[one.pace]
    if (one.samples < FIRST_SAMPLES) return one.pace !== 'keep' || waits(one) >= FIRST_KEPT_BEATS
    return waits(one) >= period || beat % period === 0
  }
  return watched
    .filter(isDue)
    .toSorted((a, b) => (waits(b) === waits(a) ? 0 : waits(b) - waits(a)))
    .slice(0, MAX_AT_ONCE)
}

function periodsFor(watched: readonly Watched[]): Readonly<Record<Pace, number>> {
  const count = (pace: Pace) => watched.filter((one) => one.pace === pace).length
  const wanted = count('chart') / BEATS.chart + count('row') / BEATS.row
  const stretch = Math.max(1, wanted / LOOKS_PER_BEAT)
  const kept = Math.ceil(count('keep') / KEPT_PER_BEAT)
  return {
    chart: Math.ceil(BEATS.chart * stretch),
    row: Math.ceil(BEATS.row * stretch),
    keep: Math.min(Math.max(kept, BEATS.keep), SLOWEST_KEEP),
  }
}
