import { expect, test } from 'vitest'
import type { TaskPart, TaskProgress } from '#shared/contract/tasks.ts'
import { EngineError } from '#shared/errors.ts'
import { reportRemoval, whyItStays } from './removing.ts'
import type { TaskWork } from './running-task.ts'

const inUse = new EngineError({ code: 'conflict', message: 'in use', engineMessage: 'conflict: …' })
const going = new AbortController().signal

/** Work that keeps what it is told last. */
function fakeWork() {
  const told: { parts?: readonly TaskPart[]; progress?: TaskProgress; note?: string } = {}
  const log: string[] = []
  const work: TaskWork = {
    id: '1',
    signal: going,
    parts: (parts) => (told.parts = parts),
    progress: (progress) => (told.progress = progress),
    note: (note) => (told.note = note),
    log: (line) => void log.push(line),
    setBuild: () => {},
  }
  return { work, told, log }
}

const named = (count: number) =>
  new Map(Array.from({ length: count }, (_, at) => [at, `image ${at}`] as const))

test('what is gone and what stays is told while it happens, and at the end', async () => {
  const { work, told, log } = fakeWork()
  const removed = await reportRemoval<number>({ work, unit: 'images' }, async (report) => {
    report.list(named(4))
    report.begin(0)
    report.settle(0)
    report.begin(1)
    report.settle(1, inUse)
    report.begin(2)
    report.wait(2, inUse)
    report.begin(3)
    expect(told.parts?.map(({ words }) => words)).toEqual([
      'Removed',
      'Stays',
      'Waiting for others',
      'Removing',
    ])
    expect(told.progress).toEqual({ done: 2, total: 4, unit: 'images' })
    report.settle(3)
    report.settle(2)
  })
  expect(removed).toEqual({
    removedCount: 3,
    keptCount: 1,
    kept: [{ name: 'image 1', error: inUse.toShape() }],
  })
  expect(log).toEqual([
    'image 0 removed',
    'image 1 stays: in use',
    'image 3 removed',
    'image 2 removed',
  ])
  expect(told.note).toBeUndefined()
})

test.each([
  [0, undefined],
  [2, '2 of 3 images had been removed by then, and stay removed'],
])('one that ends after %d of them says what is gone', async (count, note) => {
  const { work, told } = fakeWork()
  const ending = reportRemoval<number>({ work, unit: 'images' }, async (report) => {
    report.list(named(3))
    for (let at = 0; at < count; at += 1) report.settle(at)
    throw inUse
  })
  await expect(ending).rejects.toBe(inUse)
  expect(told.note).toBe(note)
})

test('of one that was tried again when it ended nothing is said that is not known', async () => {
  const { work, told, log } = fakeWork()
  const ending = reportRemoval<number>({ work, unit: 'images' }, async (report) => {
    report.list(named(2))
    report.begin(0)
    report.wait(0, inUse)
    report.begin(1)
    report.settle(1)
    report.begin(0)
    throw new EngineError({ code: 'unreachable', message: 'gone' })
  })
  await expect(ending).rejects.toMatchObject({ code: 'unreachable' })
  expect(told.parts?.map(({ words }) => words)).toEqual(['Not known', 'Removed'])
  expect(log).toEqual(['image 1 removed'])
})

test('what an engine has answered counts, also after a cancel; what broke off does not', async () => {
  const left = AbortSignal.abort()
  const answered = (code: 'not-found' | 'conflict' | 'timeout') =>
    whyItStays(left, () => Promise.reject(new EngineError({ code, message: code })))
  expect(await answered('not-found')).toBeUndefined()
  expect(await answered('conflict')).toMatchObject({ code: 'conflict' })
  await expect(answered('timeout')).rejects.toMatchObject({ code: 'timeout' })
})

test('of many only what is still to go, or stays, has a line', async () => {
  const { work, told } = fakeWork()
  await reportRemoval<number>({ work, unit: 'objects' }, async (report) => {
    report.list(named(1000))
    for (let at = 0; at < 900; at += 1) report.settle(at, at === 5 ? inUse : undefined)
  })
  expect(told.parts).toHaveLength(101)
  expect(told.parts?.[0]).toMatchObject({ id: 'image 5', words: 'Stays' })
})

test('what is not there any more is gone, and an engine that is away ends it', async () => {
  const failing = (code: 'not-found' | 'conflict' | 'unreachable') =>
    whyItStays(going, () => Promise.reject(new EngineError({ code, message: code })))
  expect(await failing('not-found')).toBeUndefined()
  expect(await failing('conflict')).toMatchObject({ code: 'conflict' })
  await expect(failing('unreachable')).rejects.toMatchObject({ code: 'unreachable' })
})

test('one that ends before its end says what became of each, and why those stay that were refused', async () => {
  const { work, told, log } = fakeWork()
  const ending = reportRemoval<number>({ work, unit: 'images' }, async (report) => {
    report.list(named(4))
    report.begin(0)
    report.wait(0, inUse)
    report.begin(1)
    report.settle(1)
    report.begin(2)
    throw inUse
  })
  await expect(ending).rejects.toBe(inUse)
  const words = ['Stays', 'Removed', 'Not known', 'Left as it was']
  expect(told.parts?.map((part) => part.words)).toEqual(words)
  expect(told.progress).toMatchObject({ done: 1, total: 4 })
  expect(log).toEqual(['image 1 removed', 'image 0 stays: in use'])
})

test('of many the one that goes is always among those that are shown', async () => {
  const { work, told } = fakeWork()
  await reportRemoval<number>({ work, unit: 'objects' }, async (report) => {
    report.list(named(1000))
    for (let at = 0; at < 1000; at += 1) {
      report.begin(at)
      expect(told.parts).toContainEqual(expect.objectContaining({ id: `image ${at}` }))
      expect(told.parts?.length).toBeLessThanOrEqual(200)
      report.settle(at, at % 2 ? inUse : undefined)
    }
  })
})
