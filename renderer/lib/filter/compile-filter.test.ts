import { array, assert, constantFrom, property, string, tuple } from 'fast-check'
import { expect, test } from 'vitest'
import { filterRows } from '../filter-rows.ts'
import { parseAge, parseSize } from './amounts.ts'
import { compileFilter } from './compile-filter.ts'
import {
  ageKey,
  choiceKey,
  labelKey,
  numberKey,
  sizeKey,
  textKey,
  yesKey,
  type FilterKey,
} from './filter-key.ts'

const DAY = 86_400_000
const NOW = 100 * DAY

interface Box {
  readonly name: string
  readonly state: string
  readonly ports: readonly number[]
  readonly labels: Readonly<Record<string, string>>
  readonly bytes?: number
  readonly madeAt: number
}

const box = (name: string, more: Partial<Box> = {}): Box => ({
  name,
  state: 'running',
  ports: [],
  labels: {},
  madeAt: NOW - 10 * DAY,
  ...more,
})

const KEYS: readonly FilterKey<Box>[] = [
  textKey({ key: 'name', about: '' }, ({ name }) => [name]),
  choiceKey({ key: 'state', aliases: ['status'], about: '' }, ['running', 'exited'], (row) => [
    row.state,
  ]),
  numberKey({ key: 'port', about: '' }, ({ ports }) => ports),
  labelKey(({ labels }) => labels),
  ageKey({ key: 'age', about: '' }, ({ madeAt }) => madeAt),
  sizeKey({ key: 'size', about: '' }, ({ bytes }) => bytes),
  yesKey({ key: 'used', about: '' }, ({ ports }) => ports.length > 0),
]

const BOXES = [
  box('web-1', { ports: [8080, 80], labels: { env: 'dev' }, bytes: 600e6 }),
  box('web-tmp', { state: 'exited', labels: { env: 'prod', tier: '' } }),
  box('db', { ports: [5432], madeAt: NOW - DAY, bytes: 1000 }),
]

const textOf = ({ name }: Box) => [name]
const compile = (text: string) => compileFilter(text, KEYS, textOf)
const found = (text: string) =>
  compile(text)
    .apply(BOXES, NOW)
    .map(({ name }) => name)
const read = (text: string) => compile(text).terms.map(({ as }) => as)
const problem = (text: string) => {
  const [term] = compile(text).terms
  return term?.as === 'wrong' ? term.problem : undefined
}

test('a field asks about its property, and all of them must hold', () => {
  expect(found('state:running')).toEqual(['web-1', 'db'])
  expect(found('state:running name:web')).toEqual(['web-1'])
  expect(found('status:exi')).toEqual(['web-tmp'])
  expect(found('port:5432')).toEqual(['db'])
  expect(found('port>=80 web')).toEqual(['web-1'])
})

test('a minus leaves out what matches', () => {
  expect(found('-name:tmp')).toEqual(['web-1', 'db'])
  expect(found('-state:running')).toEqual(['web-tmp'])
  expect(found('web -tmp')).toEqual(['web-1'])
})

test('of several values any will do', () => {
  expect(found('name:db,tmp')).toEqual(['web-tmp', 'db'])
  expect(found('-name:db,tmp')).toEqual(['web-1'])
})

test('in quotes it is the whole value', () => {
  expect(found('name:web')).toEqual(['web-1', 'web-tmp'])
  expect(found('name:"web"')).toEqual([])
  expect(found('name:"WEB-1"')).toEqual(['web-1'])
})

test('a label is asked for by its key, or with its value', () => {
  expect(found('label:env')).toEqual(['web-1', 'web-tmp'])
  expect(found('label:env=dev')).toEqual(['web-1'])
  expect(found('label:tier=')).toEqual(['web-tmp'])
  expect(found('label:toString')).toEqual([])
})

test('a label that is half typed finds what it may become, and in quotes only itself', () => {
  expect(found('label:e')).toEqual(['web-1', 'web-tmp'])
  expect(found('label:env=')).toEqual(['web-1', 'web-tmp'])
  expect(found('label:ENV=d')).toEqual(['web-1'])
  expect(found('label:en=dev')).toEqual([])
  expect(found('label:"env=d"')).toEqual([])
  expect(found('label:"env=dev"')).toEqual(['web-1'])
  expect(found('label:"en"')).toEqual([])
  expect(found('label:"env="')).toEqual([])
  expect(found('label:"tier="')).toEqual(['web-tmp'])
})

test('after a comma comes another value of the same label, or the rest of this one', () => {
  const rows = [
    box('a', { labels: { env: 'dev' } }),
    box('b', { labels: { env: 'prod', tier: 'x' } }),
    box('c', { labels: { points: 'web,websecure,api' } }),
    box('d', { labels: { prod: '' } }),
  ]
  const names = (text: string) =>
    compile(text)
      .apply(rows, NOW)
      .map(({ name }) => name)
  expect(names('label:env=dev,prod')).toEqual(['a', 'b'])
  expect(names('-label:env=dev,prod')).toEqual(['c', 'd'])
  expect(names('label:env=dev,')).toEqual(['a'])
  expect(names('label:env=dev,tier=x')).toEqual(['a', 'b'])
  expect(names('label:points=web,websecure,ap')).toEqual(['c'])
  expect(names('label:points=api')).toEqual([])
  expect(names('label:tier,prod')).toEqual(['b', 'd'])
  expect(names('label:"points=web,websecure,api",env=dev')).toEqual(['a', 'c'])
})

test('ages and sizes are compared, and what has none is in neither half', () => {
  expect(found('age<2d')).toEqual(['db'])
  expect(found('age>=10d')).toEqual(['web-1', 'web-tmp'])
  expect(found('size>500mb')).toEqual(['web-1'])
  expect(found('size<500mb')).toEqual(['db'])
  expect(compile('age<2d').usesTime).toBe(true)
  expect(compile('size<2gb web').usesTime).toBe(false)
})

test('a key that is not known is a word, and says so', () => {
  expect(found('stat:running')).toEqual([])
  const [term] = compile('sate:running').terms
  expect(term).toMatchObject({ as: 'unknown' })
  expect(term?.as === 'unknown' && term.hint).toContain('Did you mean state?')
  const rows = [box('redis:7'), box('redis')]
  expect(compile('redis:7').apply(rows, NOW)).toEqual([rows[0]])
})

test('a value that cannot be meant says why, and asks nothing', () => {
  expect(problem('age<soon')).toBe('Write an age: 30m, 12h, 2d, 3w, 6mo.')
  expect(problem('age:2d')).toBe('Write age<2d or age>2d.')
  expect(problem('size>big')).toContain('Write a size')
  expect(problem('state:happy')).toBe('Write one of running, exited.')
  expect(problem('name<x')).toContain('Write name:')
  expect(problem('port:http')).toContain('Write a number')
  expect(found('age<soon state:exited')).toEqual(['web-tmp'])
})

test('a field without a value asks nothing yet', () => {
  expect(read('state: size> ""')).toEqual(['unfinished', 'unfinished', 'text'])
  expect(found('state: size> ""')).toEqual(BOXES.map(({ name }) => name))
  expect(compile('state:').apply(BOXES, NOW)).toBe(BOXES)
})

test('plain words find what they always found', () => {
  const words = string({
    unit: constantFrom('a', 'b', 'W', '-', '7', '.', '/', ' '),
    maxLength: 12,
  })
  assert(
    property(words, array(words.map((name) => box(name))), (query, rows) => {
      expect(compile(query).apply(rows, NOW)).toEqual(filterRows(rows, query, textOf))
    }),
  )
})

test('whatever is typed, a row is let through or not, and a minus before a field is the rest', () => {
  const typed = tuple(
    constantFrom('name', 'state', 'port', 'label', 'age', 'size', 'used'),
    constantFrom(':', '<', '>', '<=', '>='),
    string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 6 }).filter((text) =>
      /^[^\s",]+$/.test(text),
    ),
  )
  assert(
    property(typed, ([key, operator, value]) => {
      const field = `${key}${operator}${value}`
      const [term] = compile(field).terms
      const left = compile(`-${field}`).apply(BOXES, NOW)
      const right = compile(field).apply(BOXES, NOW)
      if (term?.as === 'field') expect(BOXES.filter((row) => !right.includes(row))).toEqual(left)
      else expect(right).toEqual(BOXES)
    }),
  )
})

test('ages and sizes are read in the units that people write', () => {
  expect(parseAge('90s')).toBe(90_000)
  expect(parseAge('1d12h')).toBe(1.5 * DAY)
  expect(parseAge('2')).toBeUndefined()
  expect(parseAge('2 d')).toBeUndefined()
  expect(parseSize('1.5GB')).toBe(1.5e9)
  expect(parseSize('1gib')).toBe(1024 ** 3)
  expect(parseSize('4096')).toBe(4096)
  expect(parseSize('4constructor')).toBeUndefined()
})
