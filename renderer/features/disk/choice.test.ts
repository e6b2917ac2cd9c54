import { expect, test } from 'vitest'
import type { DiskReport, UnusedObject } from '#shared/contract/disk.ts'
import { choose, chosenOf, firstChoice, keyOf, offeredOf, sumOf, type Choice } from './choice.ts'

const NOW = 1_764_000_000_000
const DAY_MS = 86_400_000

const object = (some: Partial<UnusedObject> & Pick<UnusedObject, 'kind' | 'id'>): UnusedObject => ({
  name: some.id,
  why: 'not used',
  ...some,
})

const OLD = object({ kind: 'image', id: 'old', bytes: 5, at: NOW - 3 * DAY_MS })
const NEW = object({ kind: 'image', id: 'new', bytes: 9, at: NOW - DAY_MS / 2 })
const AGELESS = object({ kind: 'image', id: 'ageless', bytes: 1 })
const CACHE = object({ kind: 'build-cache', id: 'cache', bytes: 2, at: NOW })
const DATA = object({ kind: 'volume', id: 'data', at: NOW })
const STOPPED = object({ kind: 'container', id: 'stopped', bytes: 4, at: NOW })

const NOTHING = { count: 0, bytes: 0 }
const REPORT: DiskReport = {
  use: { images: NOTHING, containers: NOTHING, volumes: NOTHING, buildCache: NOTHING },
  buildCache: [],
  unused: {
    'stopped-containers': [STOPPED],
    'dangling-images': [],
    'unused-images': [OLD, NEW, AGELESS],
    'build-cache': [CACHE],
    'unused-networks': [],
    'anonymous-volumes': [],
    'named-volumes': [DATA],
  },
  mayBeInVm: false,
}
const NONE: Choice = { chosen: new Set(), keepNewerMs: {} }

test('at first only what can be had again is chosen, and never data', () => {
  expect(chosenOf(REPORT, firstChoice(REPORT), NOW)).toEqual([CACHE])
})

test('the largest is offered first', () => {
  expect(offeredOf(REPORT, 'unused-images', NONE, NOW)).toEqual([NEW, OLD, AGELESS])
})

test('what is newer than is wished, or of no known age, is not offered, and does not go', () => {
  const all = choose(NONE, REPORT.unused['unused-images'], true)
  const older = { ...all, keepNewerMs: { 'unused-images': 2 * DAY_MS } }
  expect(offeredOf(REPORT, 'unused-images', older, NOW)).toEqual([OLD])
  expect(chosenOf(REPORT, older, NOW)).toEqual([OLD])
  expect(chosenOf(REPORT, all, NOW)).toHaveLength(3)
})

test('objects are chosen and let go one by one, also of two kinds with one id', () => {
  const twin = object({ kind: 'volume', id: 'old' })
  const both = choose(choose(NONE, [OLD], true), [twin], true)
  expect([...both.chosen]).toEqual([keyOf(OLD), keyOf(twin)])
  expect([...choose(both, [OLD], false).chosen]).toEqual([keyOf(twin)])
})

test('what is gone by the next report is not chosen any more', () => {
  const choice = choose(NONE, [object({ kind: 'volume', id: 'gone' }), DATA], true)
  expect(chosenOf(REPORT, choice, NOW)).toEqual([DATA])
})

test('a sum is whole where every size is known and shared with none', () => {
  expect(sumOf([CACHE, STOPPED])).toEqual({ bytes: 6, isWhole: true })
  expect(sumOf([CACHE, OLD])).toEqual({ bytes: 7, isWhole: false })
  expect(sumOf([DATA])).toEqual({ bytes: 0, isWhole: false })
})
