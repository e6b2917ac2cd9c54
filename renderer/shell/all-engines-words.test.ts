import { expect, test } from 'vitest'
import type { Connection, ConnectionState } from '#shared/contract/connections.ts'
import { allEnginesWords } from './all-engines-words.ts'

const connection = (name: string, fault?: Connection['fault']): Connection => ({
  id: name,
  name,
  source: 'context',
  kind: 'socket',
  endpoint: `unix:///${name}.sock`,
  current: false,
  remote: false,
  mode: 'full',
  ...(fault && { fault }),
})

const words = (states: Readonly<Record<string, ConnectionState['kind']>>) => {
  const connections = Object.keys(states).map((name) => connection(name))
  const { tone, word, detail, engine } = allEnginesWords(
    connections,
    new Map(Object.entries(states)),
  )
  return [tone, word, detail, engine]
}

test('engines that are all there are counted', () => {
  expect(words({ a: 'connected', b: 'connected' })).toEqual(['ok', 'Connected', '2 engines', ''])
})

test('those that are away are named', () => {
  expect(words({ a: 'connected', b: 'reconnecting' })).toEqual([
    'waiting',
    'Connected',
    '1 of 2 engines',
    'No answer from b',
  ])
  expect(
    words({ a: 'connected', b: 'disconnected', c: 'disconnected', d: 'not-responding' }).at(-1),
  ).toBe('No answer from b, c, 1 more')
})

test('one that is only being asked is not called away', () => {
  expect(words({ a: 'connected', b: 'connecting' })).toEqual([
    'waiting',
    'Connected',
    '1 of 2 engines',
    '',
  ])
})

test('with none there, the state is told that promises most', () => {
  expect(words({ a: 'disconnected', b: 'reconnecting' }).slice(0, 2)).toEqual([
    'down',
    'Reconnecting',
  ])
  expect(words({ a: 'disconnected', b: 'not-responding' })[1]).toBe('Not responding')
  expect(words({ a: 'disconnected' })[1]).toBe('Disconnected')
})

test('a connection that cannot be read is no engine', () => {
  const broken = connection('broken', { code: 'invalid-input', message: 'meta.json is cut' })
  const states = new Map([['a', 'connected' as const]])
  expect(allEnginesWords([connection('a'), broken], states).detail).toBe('1 engine')
})
