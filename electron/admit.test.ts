import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import * as z from 'zod'
import type { Connection, ConnectionMode } from '#shared/contract/connections.ts'
import { contract } from '#shared/contract/index.ts'
import { request, type Effect, type Endpoint } from '#shared/ipc/define.ts'
import { admit, whyEnd } from './admit.ts'
import { foldEngines } from './engine/fold-engines.ts'

const connection = (id: string, mode: ConnectionMode): Connection => ({
  id,
  name: id,
  source: 'context',
  endpoint: 'unix:///x',
  kind: 'socket',
  mode,
  current: false,
  remote: false,
})
const connections = [
  connection('prod', 'read-only'),
  connection('shared', 'confirm'),
  connection('dev', 'full'),
]
const behindFix = (fix: string) => (fix === 'start:colima' ? ['dev', 'shared'] : [])

/** Asks for it as the window does. */
function wish(effect: Effect, input: object, confirmed = false) {
  const endpoint = request({ effect, input: z.object({}) })
  return () => admit({ endpoint, input, confirmed }, connections, behindFix)
}

const CHANGES = ['change', 'destroy'] as const

describe.each(CHANGES)('an endpoint that would %s', (effect) => {
  test('is refused by a read-only connection, whatever the window says', () => {
    expect(wish(effect, { connection: 'prod' })).toThrow('"prod" is read-only')
    expect(wish(effect, { connection: 'prod' }, true)).toThrow('"prod" is read-only')
  })

  test('is refused by one that confirms everything until a person has said yes', () => {
    expect(wish(effect, { connection: 'shared' })).toThrow(
      expect.objectContaining({
        code: 'unconfirmed',
        message: expect.stringContaining('"shared" confirms everything'),
        hint: expect.stringContaining('answer the question'),
      }),
    )
    expect(wish(effect, { connection: 'shared' }, true)).not.toThrow()
  })

  test('is let in on any other connection', () => {
    expect(wish(effect, { connection: 'dev' })).not.toThrow()
  })
})

test('a copy between engines is asked of the one that gets it, and not of the one that has it', () => {
  const endpoint = contract.images.beginCopy
  const copy = (connection: string, from: string, confirmed = false) => {
    const input = { connection, from, references: ['a'] }
    return () => admit({ endpoint, input, confirmed }, connections, behindFix)
  }
  expect(copy('prod', 'dev', true)).toThrow('"prod" is read-only')
  expect(copy('shared', 'dev')).toThrow('"shared" confirms everything')
  expect(copy('shared', 'dev', true)).not.toThrow()
  expect(copy('dev', 'prod')).not.toThrow()
})

test.each(['prod', 'shared'])('"%s" may be read', (id) => {
  expect(wish('read', { connection: id })).not.toThrow()
})

test('a connection that folded lets nothing past the mode of another way to its engine', () => {
  const found = { ...connection('place:colima', 'full'), source: 'found' } as const
  const ways = [connection('dev', 'full'), connection('prod', 'read-only'), found]
  const folded = foldEngines(
    ways.map((one) => ({ connection: one })),
    { marksOf: () => new Set(['id:E1']), isChosen: () => false, isAway: () => false },
  ).map((endpoint) => endpoint.connection)
  const change = (input: object, behind: readonly string[] = []) => {
    const endpoint = request({ effect: 'change', input: z.object({}) })
    return () => admit({ endpoint, input, confirmed: true }, folded, () => behind)
  }
  expect(change({ connection: 'place:colima' })).toThrow('"place:colima" is read-only')
  expect(change({ fix: 'start:colima' }, ['place:colima', 'dev'])).toThrow('is read-only')
  expect(change({ connection: 'dev' })).not.toThrow()
})

describe('what was let in', () => {
  const why = (effect: Effect, connection: string) =>
    whyEnd(
      { endpoint: request({ effect, input: z.object({}) }), input: { connection } },
      connections,
    )

  test.each(CHANGES)('ends where it could %s on a connection that is read-only now', (effect) => {
    expect(why(effect, 'prod')).toMatchObject({
      code: 'read-only',
      message: expect.stringContaining('"prod" is read-only now'),
    })
    expect(why(effect, 'shared')).toBeUndefined()
    expect(why(effect, 'dev')).toBeUndefined()
  })

  test('goes on where it reads', () => {
    expect(why('read', 'prod')).toBeUndefined()
  })
})

test('a fix needs the yes of each connection that leads to what it starts', () => {
  expect(wish('change', { fix: 'start:colima' })).toThrow('"shared" confirms everything')
  expect(wish('change', { fix: 'start:colima' }, true)).not.toThrow()
  expect(wish('change', { fix: 'start:lima' })).not.toThrow()
})

test('every endpoint that changes something says on which connection, or by which fix', () => {
  const all = Object.values(contract).flatMap((feature) => Object.values<Endpoint>(feature))
  const changing = all.filter(({ effect }) => effect !== 'read')
  expect(changing.length).toBeGreaterThan(0)
  for (const { input } of changing) {
    const names = Object.keys((input as z.ZodObject).shape)
    expect(names.filter((name) => name === 'connection' || name === 'fix')).toHaveLength(1)
  }
})

test('in the window, only the dialogs that a person answers make a yes', () => {
  const renderer = join(import.meta.dirname, '../renderer')
  const makers = readdirSync(renderer, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
    .filter((path) => readFileSync(join(renderer, path), 'utf8').includes('new Yes('))
  expect(makers.toSorted()).toEqual(['ui/confirm.tsx', 'ui/consent-form.tsx'])
})
