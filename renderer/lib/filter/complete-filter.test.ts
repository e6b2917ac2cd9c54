import { expect, test } from 'vitest'
import { completeFilter } from './complete-filter.ts'
import { ageKey, choiceKey, textKey, type FilterKey } from './filter-key.ts'

interface Box {
  readonly image: string
}

const KEYS: readonly FilterKey<Box>[] = [
  textKey({ key: 'image', about: 'its image' }, ({ image }) => [image]),
  choiceKey({ key: 'state', about: 'its state' }, ['running', 'restarting', 'exited'], () => []),
  ageKey({ key: 'age', about: 'how long ago' }, () => 0),
]
const BOXES = ['redis:7', 'my redis', 'redis:7', 'postgres:18'].map((image) => ({ image }))

const complete = (text: string, caret = text.length) => completeFilter(text, caret, KEYS, BOXES)
const labels = (text: string, caret?: number) =>
  complete(text, caret).items.map(({ label }) => label)
/** What stands there once the first one is taken. */
const taken = (text: string) => {
  const { from, to, items } = complete(text)
  return `${text.slice(0, from)}${items[0]?.insert ?? ''}${text.slice(to)}`
}

test('the beginning of a key goes on with the key and its operator', () => {
  expect(labels('st')).toEqual(['state:'])
  expect(labels('web a')).toEqual(['age<'])
  expect(taken('web -sta')).toBe('web -state:')
})

test('with nothing written all keys are offered', () => {
  expect(labels('')).toEqual(['image:', 'state:', 'age<'])
  expect(labels('web ')).toHaveLength(3)
})

test('a value goes on with what the rows have, the most frequent first', () => {
  expect(labels('image:')).toEqual(['redis:7', 'my redis', 'postgres:18'])
  expect(labels('image:red')).toEqual(['redis:7', 'my redis'])
  expect(taken('image:my')).toBe('image:"my redis" ')
  expect(taken('state:exited,ru')).toBe('state:exited,running ')
  expect(labels('age<')).toContain('1d')
})

test('the values of the same rows are read once', () => {
  let reads = 0
  const image = textKey<Box>({ key: 'image', about: 'its image' }, (box) => {
    reads += 1
    return [box.image]
  })
  const boxes = Array.from({ length: 3000 }, (_, at) => ({ image: `image ${at}` }))
  for (const text of ['image:', 'image:9', 'image:99', 'image:299']) {
    expect(completeFilter(text, text.length, [image], boxes).items.length).toBeLessThanOrEqual(8)
  }
  expect(reads).toBe(3000)
})

test('values that begin so come before those that hold it, however many these are', () => {
  const boxes = Array.from({ length: 20 }, (_, at) => ({ image: `x-redis-${at}` }))
  const { items } = completeFilter('image:redis', 11, KEYS, [...boxes, { image: 'redis:9' }])
  expect(items).toHaveLength(8)
  expect(items[0]?.label).toBe('redis:9')
})

test('what is written out is not offered, nor anything in the middle of a word', () => {
  expect(labels('image:redis:7')).toEqual([])
  expect(labels('state:running', 7)).toEqual([])
  expect(labels('unknown:x')).toEqual([])
})
