import { expect, test } from 'vitest'
import { dueOn, MAX_KEPT, type Pace, type Watched } from './pace.ts'

const one = (pace: Pace, last?: number): Watched => {
  return { pace, last, samples: last === undefined ? 0 : 9, isAsked: false }
}

/** How many samples are taken in a number of beats. */
function samplesIn(beats: number, watched: readonly Watched[]): number {
  const all = watched.map((each) => ({ ...each }))
  let count = 0
  for (let beat = 1; beat <= beats; beat++) {
    for (const due of dueOn(beat, all)) {
      Object.assign(due, { last: beat, samples: due.samples + 1 })
      count += 1
    }
  }
  return count
}

test('a chart is sampled on each beat, a row on every third one', () => {
  expect(samplesIn(60, [one('chart', 0)])).toBe(60)
  expect(samplesIn(60, [one('row', 0)])).toBe(20)
})

test.each([
  ['50 charts', 50, 'chart', 8],
  ['500 charts', 500, 'chart', 8],
  ['12 rows', 12, 'row', 4],
  ['200 rows', 200, 'row', 8],
  ['50 that are kept', 50, 'keep', 2],
  ['as many as are kept at most', MAX_KEPT, 'keep', 4],
] as const)('%s cost no more than their share', (_what, count, pace, perBeat) => {
  const watched = Array.from({ length: count }, () => one(pace, 0))
  expect(samplesIn(600, watched)).toBeLessThanOrEqual(perBeat * 600)
  expect(samplesIn(600, watched)).toBeGreaterThan(perBeat * 600 * 0.6)
})

test('those of one pace are asked for on the same beats, whenever they were first seen', () => {
  const rows = [one('row', 4), one('row', 5), one('row', 5)]
  expect(dueOn(7, rows)).toEqual([rows[0]])
  expect(dueOn(9, rows)).toHaveLength(3)
})

test('what is new to the eye is asked for on each beat until it has rates', () => {
  const fresh = { ...one('row', 4), samples: 1 }
  expect(dueOn(5, [fresh])).toEqual([fresh])
  expect(dueOn(5, [{ ...fresh, samples: 2 }])).toEqual([])
})

test('what nobody looks at has its first rates after a few beats', () => {
  const fresh = { ...one('keep', 4), samples: 1 }
  expect(dueOn(8, [fresh])).toEqual([])
  expect(dueOn(9, [fresh])).toEqual([fresh])
})

test('what has waited longest comes first, and the others on the next beat', () => {
  const kept = Array.from({ length: 60 }, (_, at) => one('keep', at % 2))
  const due = dueOn(30, kept)
  expect(due).toHaveLength(50)
  expect(due.slice(0, 30).every(({ last }) => last === 0)).toBe(true)
})

test('what is not answered yet is not asked for again', () => {
  expect(dueOn(9, [{ ...one('chart', 1), isAsked: true }])).toEqual([])
})
