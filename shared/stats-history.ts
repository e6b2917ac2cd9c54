import type { StatsSample } from './contract/stats.ts'

/** What is kept of each sample, a column each. */
export const FIGURES = [
  'cpuPercent',
  'memoryBytes',
  'memoryLimitBytes',
  'receivedPerS',
  'sentPerS',
  'readPerS',
  'writtenPerS',
  'pids',
] as const
export type Figure = (typeof FIGURES)[number]

/** How far back one looks: the longer, the coarser. A slot holds the mean of what fell into it. */
export const RANGES = {
  '2 min': { slotMs: 1000, slots: 120 },
  '15 min': { slotMs: 5000, slots: 180 },
  '1 h': { slotMs: 20_000, slots: 180 },
} as const
export type Range = keyof typeof RANGES

/** A history as it goes from one process to the other: the slots of each range. */
export type SavedHistory = Readonly<Record<Range, Float64Array>>

/** The samples of a container over the last hour, in 38 KB whatever becomes of it. */
export interface StatsHistory {
  add(sample: StatsSample): void
  /** What a figure was in a slot, counted from the epoch; NaN where nothing is known. */
  at(range: Range, slot: number, figure: Figure): number
  /** When the last sample came; 0 while there is none. */
  newest(): number
  save(): SavedHistory
}

/** Before the figures of a slot: which one it is, counted from the epoch, and of how many samples. */
const SLOT = 0
const COUNT = 1
const FIRST = 2
const WIDTH = FIRST + FIGURES.length

/** An empty history, or one that goes on from what was saved. */
export function createHistory(saved: SavedHistory = emptyRings()): StatsHistory {
  let newest = newestOf(saved)
  return {
    add(sample) {
      for (const range of rangesOf(saved)) addTo(saved[range], RANGES[range], sample)
      newest = Math.max(newest, sample.at)
    },
    at(range, slot, figure) {
      const ring = saved[range]
      const place = placeOf(slot, RANGES[range].slots)
      return ring[place + SLOT] === slot ? (ring[place + columnOf(figure)] ?? NaN) : NaN
    },
    newest: () => newest,
    save: () => saved,
  }
}

/** The slot that a moment is in. */
export function slotOf(range: Range, at: number): number {
  return Math.floor(at / RANGES[range].slotMs)
}

function emptyRings(): SavedHistory {
  const ring = (range: Range) => new Float64Array(RANGES[range].slots * WIDTH)
  return { '2 min': ring('2 min'), '15 min': ring('15 min'), '1 h': ring('1 h') }
}

function rangesOf(saved: SavedHistory): readonly Range[] {
  return Object.keys(saved) as Range[]
}

/** To a slot: the end of the newest one that holds something. */
function newestOf(saved: SavedHistory): number {
  const ring = saved['2 min']
  let newest = 0
  for (let place = 0; place < ring.length; place += WIDTH) {
    newest = Math.max(newest, ring[place + SLOT] ?? 0)
  }
  return newest * RANGES['2 min'].slotMs
}

function addTo(ring: Float64Array, { slotMs, slots }: (typeof RANGES)[Range], sample: StatsSample) {
  const last = Math.floor(sample.at / slotMs)
  // A sample tells of all the time since the one before it, and of no moment before that.
  const first = sample.spanMs > 0 ? Math.floor((sample.at - sample.spanMs) / slotMs) + 1 : last
  for (let slot = Math.max(first, last - slots + 1); slot < last; slot++) {
    const place = placeOf(slot, slots)
    if (!(Number(ring[place + SLOT]) >= slot)) write(ring, place, slot, sample)
  }
  const place = placeOf(last, slots)
  if (ring[place + SLOT] === last) average(ring, place, sample)
  else write(ring, place, last, sample)
}

function placeOf(slot: number, slots: number): number {
  return (slot % slots) * WIDTH
}

function columnOf(figure: Figure): number {
  return FIRST + FIGURES.indexOf(figure)
}

function write(ring: Float64Array, place: number, slot: number, sample: StatsSample) {
  ring[place + SLOT] = slot
  ring[place + COUNT] = 1
  for (const [at, figure] of FIGURES.entries()) ring[place + FIRST + at] = sample[figure] ?? NaN
}

function average(ring: Float64Array, place: number, sample: StatsSample) {
  const count = (ring[place + COUNT] ?? 0) + 1
  ring[place + COUNT] = count
  for (const [at, figure] of FIGURES.entries()) {
    const value = sample[figure]
    if (value === undefined) continue
    const before = ring[place + FIRST + at] ?? NaN
    ring[place + FIRST + at] = Number.isNaN(before) ? value : before + (value - before) / count
  }
}
