import { expect, test } from 'vitest'
import type { Task } from '#shared/contract/tasks.ts'
import { partWords, progressWords, resultWords, shareOf, stateWords } from './task-words.ts'

const layer = { id: 'a', words: 'Downloading', done: 3_000_000, total: 8_000_000, isDone: false }
const task: Task = {
  id: '1',
  connection: 'c',
  kind: 'pull',
  name: 'Pull redis:7',
  effect: 'change',
  state: { kind: 'running' },
  parts: [],
  progress: { done: 0 },
  startedAt: 0,
  canRetry: false,
  isTold: false,
}
const error = { code: 'bad-answer', message: 'Cannot pull image "redis:7": cut off' } as const

test('how far it is says what is known, and no more', () => {
  expect(progressWords(task)).toBe('')
  expect(progressWords({ ...task, progress: { done: 3_000_000 } })).toBe('3 MB')
  expect(
    progressWords({
      ...task,
      parts: [layer, { ...layer, id: 'b', isDone: true }],
      progress: { done: 11_000_000, total: 16_000_000 },
      speed: { perSecond: 2_000_000, leftMs: 2500 },
    }),
  ).toBe('1 of 2 layers · 11 MB of 16 MB · 2 MB/s · 3 s left')
  expect(progressWords({ ...task, kind: 'build', parts: [layer] })).toBe('0 of 1 step')
})

test('objects are counted, and not measured', () => {
  const progress = { done: 3, total: 42, unit: 'objects' } as const
  const speed = { perSecond: 2, leftMs: 19_500 }
  expect(progressWords({ ...task, parts: [layer], progress, speed })).toBe(
    '3 of 42 objects · 20 s left',
  )
  expect(progressWords({ ...task, progress: { ...progress, unit: 'images' } })).toBe(
    '3 of 42 images',
  )
  expect(progressWords({ ...task, progress: { ...progress, unit: 'names' } })).toBe(
    '3 of 42 image names',
  )
  const note = '3 of 42 objects had been removed by then, and stay removed'
  expect(stateWords({ ...task, progress, note, state: { kind: 'cancelled' } })).toBe(
    `Cancelled. ${note}`,
  )
})

test('a clean-up says what is gone, what was freed as far as it is known, and what may keep it', () => {
  const cleaned = {
    kind: 'cleaned',
    removedCount: 2,
    kept: [],
    keptCount: 0,
    freedBytes: 3_000_000,
    mayBeInVm: false,
  } as const
  expect(resultWords('clean-up', cleaned)).toEqual({ text: 'Removed 2 objects, 3 MB freed' })
  const { freedBytes: _, ...unknown } = cleaned
  expect(resultWords('clean-up', { ...unknown, keptCount: 1, mayBeInVm: true })).toEqual({
    text: 'Removed 2 of 3 objects',
    detail: expect.stringContaining('lives in a VM'),
  })
})

test('a removal of images says what stays, and why, in the words of the engine', () => {
  const kept = ['a:1', 'b:1', 'c:1', 'd:1', 'e:1'].map((name) => ({
    name,
    error: { code: 'conflict', message: 'm', engineMessage: `${name} is in use` } as const,
  }))
  const removed = { kind: 'removed', unit: 'images', removedCount: 2 } as const
  expect(resultWords('remove', { ...removed, kept: [], keptCount: 0 })).toEqual({
    text: 'Removed 2 images',
  })
  expect(resultWords('remove', { ...removed, unit: 'names', kept: [], keptCount: 0 })).toEqual({
    text: 'Removed 2 image names',
  })
  expect(resultWords('remove', { ...removed, kept, keptCount: 1200 })).toEqual({
    text: 'Removed 2 of 1,202 images',
    detail: expect.stringMatching(/^a:1: a:1 is in use\n(.*\n){3}and 1,196 more$/),
  })
})

test('files say where they went, and what of them did not', () => {
  const extracted = { path: '/home/me/etc', files: 2, bytes: 5_000_000, folder: 'word' }
  const leftOut = Array.from({ length: 6 }, (_, at) => ({ path: `l${at}`, why: 'link' as const }))
  const some = { kind: 'extracted', ...extracted, leftOut, leftOutCount: 6 } as const
  expect(resultWords('download', { ...some, leftOut: [], leftOutCount: 0 })).toEqual({
    text: 'Saved 2 files, 5 MB',
    detail: '/home/me/etc',
  })
  expect(resultWords('download', some)).toEqual({
    text: 'Saved 2 files, 5 MB, without 6 entries that could not be saved here',
    detail: '/home/me/etc\nl0: link\nl1: link\nl2: link\nl3: link\nand 2 more',
  })
  const uploaded = { kind: 'uploaded', names: ['a'], folder: '/work', leftOutCount: 1 } as const
  expect(resultWords('upload', uploaded).text).toBe(
    'Uploaded "a" to "/work", without 1 link or device',
  )
})

test('without an end there is no share, and never more than all', () => {
  expect(shareOf({ done: 5 })).toBeUndefined()
  expect(shareOf({ done: 0, total: 0 })).toBeUndefined()
  expect(shareOf({ done: 5, total: 10 })).toBe(0.5)
  expect(shareOf({ done: 12, total: 10 })).toBe(1)
})

test('a layer says what happens to it, and how far it is while it is on its way', () => {
  expect(partWords(layer)).toBe('Downloading, 3 MB of 8 MB')
  expect(partWords({ ...layer, words: 'Pull complete', isDone: true })).toBe('Pull complete')
})

test.each<[Task['state'], Task['kind'], string]>([
  [{ kind: 'cancelled' }, 'pull', 'Cancelled'],
  [{ kind: 'failed', error }, 'pull', error.message],
  [{ kind: 'interrupted', error }, 'pull', `Interrupted. ${error.message}`],
  [
    { kind: 'done', result: { kind: 'pulled', reference: 'redis:7', id: 'x' } },
    'pull',
    'Pulled image "redis:7"',
  ],
  [
    { kind: 'done', result: { kind: 'copied', images: ['a:1'], to: 'lab' } },
    'copy',
    'Copied image "a:1" to lab',
  ],
  [{ kind: 'done', result: { kind: 'loaded', images: ['a:1', 'b:1'] } }, 'load', 'Loaded 2 images'],
  [{ kind: 'done', result: { kind: 'loaded', images: ['a:1'] } }, 'import', 'Imported image "a:1"'],
])('%j of a %s is said as it is', (state, kind, words) => {
  expect(stateWords({ ...task, kind, state })).toBe(words)
})
