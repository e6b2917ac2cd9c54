import { expect, test } from 'vitest'
import type { ImageRemoval, ImageSummary } from '#shared/contract/images.ts'
import { EngineError } from '#shared/errors.ts'
import { imageRows, type ImageRow } from './image-rows.ts'
import { removeInTurn } from './remove-in-turn.ts'

function rowOf(id: string, createdAt: number, tags: readonly string[] = [`${id}:1`]) {
  const image: ImageSummary = {
    id,
    tags,
    digests: [],
    origin: 'local',
    sizeBytes: 0,
    createdAt,
    labels: {},
  }
  return imageRows('default', [image], { containers: [] })
}

const deletes = (reference: string): ImageRemoval => ({ untagged: [reference], deleted: ['layer'] })
const conflict = (message: string) => new EngineError({ code: 'conflict', message })

/** An engine that answers by this, and how many it was asked at once at the most. */
async function run(
  rows: readonly ImageRow[],
  answer: (reference: string) => ImageRemoval | EngineError,
  stop = new AbortController(),
) {
  const asked: string[] = []
  let [now, most] = [0, 0]
  const outcome = await removeInTurn(rows, {
    async remove({ reference }) {
      asked.push(reference)
      most = Math.max(most, (now += 1))
      await Promise.resolve()
      now -= 1
      const answered = answer(reference)
      if (answered instanceof EngineError) throw answered
      return answered
    },
    onSettled: () => {},
    signal: stop.signal,
  })
  const failed = outcome.failed.map(({ target, error }) => `${target.name}: ${error.message}`)
  return { asked, most, done: outcome.done.map(({ name }) => name), failed }
}

test('what was made last goes first, and one at a time', async () => {
  const rows = [...rowOf('base', 1), ...rowOf('top', 3), ...rowOf('middle', 2)]
  const { asked, most, done } = await run(rows, deletes)
  expect(asked).toEqual(['top:1', 'middle:1', 'base:1'])
  expect(most).toBe(1)
  expect(done).toEqual(['base:1', 'top:1', 'middle:1'])
})

test('what had to wait for another one is tried again, and what nobody helps is told', async () => {
  const gone = new Set<string>()
  const needs: Readonly<Record<string, string>> = { 'parent:1': 'child:1', 'used:1': 'never' }
  const rows = [...rowOf('child', 1), ...rowOf('parent', 2), ...rowOf('used', 3)]
  const { asked, done, failed } = await run(rows, (reference) => {
    const needed = needs[reference]
    if (needed !== undefined && !gone.has(needed)) return conflict(`waits for ${needed}`)
    gone.add(reference)
    return deletes(reference)
  })
  expect(done).toEqual(['child:1', 'parent:1'])
  expect(failed).toEqual(['used:1: waits for never'])
  expect(asked.filter((reference) => reference === 'used:1')).toHaveLength(3)
})

test('what went with another one is done', async () => {
  const rows = [...rowOf('child', 2), ...rowOf('parent', 1, [])]
  const { done, failed } = await run(rows, (reference) =>
    reference === 'parent'
      ? new EngineError({ code: 'not-found', message: 'No such image' })
      : deletes(reference),
  )
  expect(done).toEqual(['child:1', '<none> parent'])
  expect(failed).toEqual([])
})

test('an image that lost its last name and stays is told once, with why', async () => {
  const rows = rowOf('app', 1, ['app:1', 'app:2'])
  const { done, failed } = await run(rows, (untagged) => ({ untagged: [untagged], deleted: [] }))
  expect(done).toEqual(['app:1'])
  expect(failed).toEqual([
    'app:2: Only the name "app:2" is gone, the image itself stays: other images are built on it',
  ])
})

test('a name of several is only a name, and nothing to be told of', async () => {
  const [first] = rowOf('app', 1, ['app:1', 'app:2'])
  const rows = first ? [first] : []
  const { done, failed } = await run(rows, (untagged) => ({ untagged: [untagged], deleted: [] }))
  expect([done, failed]).toEqual([['app:1'], []])
})

test('who stops it has the rest stay', async () => {
  const stop = new AbortController()
  const rows = [...rowOf('one', 1), ...rowOf('two', 2), ...rowOf('three', 3)]
  const { asked } = await run(
    rows,
    (reference) => {
      if (reference === 'two:1') stop.abort()
      return deletes(reference)
    },
    stop,
  )
  expect(asked).toEqual(['three:1', 'two:1'])
})

test('what was refused at first, and then went with another one, is done', async () => {
  const gone = new Set<string>()
  const rows = [...rowOf('parent', 2), ...rowOf('child', 1)]
  const { done, failed } = await run(rows, (reference) => {
    if (gone.has(reference)) return new EngineError({ code: 'not-found', message: 'gone' })
    if (reference === 'parent:1') return conflict('a child needs it')
    gone.add('parent:1')
    return deletes(reference)
  })
  expect(done).toEqual(['parent:1', 'child:1'])
  expect(failed).toEqual([])
})
