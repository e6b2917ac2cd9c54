import { describe, expect, test } from 'vitest'
import type { ConnectionMode, ConnectionSource } from '#shared/contract/connections.ts'
import type { Endpoint } from './endpoints.ts'
import { foldEngines } from './fold-engines.ts'

const at = (id: string, source: ConnectionSource): Endpoint => ({
  connection: {
    id,
    name: id,
    source,
    endpoint: `unix:///${id}`,
    kind: 'socket',
    mode: 'full',
    current: false,
    remote: false,
  },
})

const lab = at('lab', 'added')
const context = at('desktop', 'context')
const colima = at('colima', 'found')
const wsl = at('wsl', 'found')

interface Known {
  readonly chosen?: readonly string[]
  readonly away?: readonly string[]
}

/** `marks`: by what each engine is known, by connection. */
function fold(
  all: readonly Endpoint[],
  marks: Record<string, string | readonly string[]>,
  { chosen = [], away = [] }: Known = {},
) {
  const folded = foldEngines(all, {
    marksOf: ({ id }) => new Set([marks[id] ?? []].flat()),
    isChosen: (id) => chosen.includes(id),
    isAway: (id) => away.includes(id),
  })
  return Object.fromEntries(folded.map(({ connection }) => [connection.id, connection]))
}

const withMode = (one: Endpoint, mode: ConnectionMode): Endpoint => ({
  ...one,
  connection: { ...one.connection, mode },
})

test('what was found folds into what somebody named, which says where else it is', () => {
  const all = fold([colima, lab], { colima: 'E1', lab: 'E1' })
  expect(all['colima']).toEqual({ ...colima.connection, foldedInto: 'lab' })
  expect(all['lab']).toEqual({
    ...lab.connection,
    alsoFound: [{ name: 'colima', endpoint: 'unix:///colima' }],
  })
})

test('two that somebody named stay, and each says that they are one engine', () => {
  const all = fold([context, lab, colima], { desktop: 'E1', lab: 'E1', colima: 'E1' })
  expect(all['desktop']).toMatchObject({
    sameEngineAs: ['lab'],
    alsoFound: [{ name: 'colima', endpoint: 'unix:///colima' }],
  })
  expect(all['lab']).toEqual({ ...lab.connection, sameEngineAs: ['desktop'] })
  expect(all['colima']).toMatchObject({ foldedInto: 'desktop' })
})

test('one that was found and that a person chose a look for is as good as named', () => {
  const all = fold([colima, lab], { colima: 'E1', lab: 'E1' }, { chosen: ['colima'] })
  expect(all['colima']).toEqual({ ...colima.connection, sameEngineAs: ['lab'] })
  expect(all['lab']).toEqual({ ...lab.connection, sameEngineAs: ['colima'] })
})

test('of two that were found the first stays', () => {
  const all = fold([colima, wsl], { colima: 'E1', wsl: 'E1' })
  expect(all['colima']).not.toHaveProperty('foldedInto')
  expect(all['wsl']).toMatchObject({ foldedInto: 'colima' })
})

test.each([{}, { lab: 'E1' }, { lab: 'E1', colima: 'E2' }])(
  'nothing folds on what is not known: %o',
  (marks) => {
    const all = [lab, colima, wsl].map(({ connection }) => [connection.id, connection])
    expect(fold([lab, colima, wsl], marks)).toEqual(Object.fromEntries(all))
  },
)

test('any mark that is shared makes one engine of them, through others too', () => {
  const all = fold([lab, colima, wsl], {
    lab: 'path:/a.sock',
    colima: ['path:/a.sock', 'id:E1'],
    wsl: 'id:E1',
  })
  expect(all['colima']).toMatchObject({ foldedInto: 'lab' })
  expect(all['wsl']).toMatchObject({ foldedInto: 'lab' })
})

test('one at the very endpoint of the other is not another place', () => {
  const same = { ...colima, connection: { ...colima.connection, endpoint: 'unix:///lab' } }
  expect(fold([lab, same], { lab: 'E1', colima: 'E1' })['lab']).toEqual(lab.connection)
})

test.each<[ConnectionMode, ConnectionMode, ConnectionMode]>([
  ['full', 'read-only', 'read-only'],
  ['confirm', 'full', 'confirm'],
  ['confirm', 'read-only', 'read-only'],
  ['full', 'full', 'full'],
])('on one that was found the strictest mode holds: of %s and %s, %s', (one, other, mode) => {
  const all = [withMode(context, one), withMode(lab, other), colima]
  const marks = { desktop: 'E1', lab: 'E1', colima: 'E1' }
  expect(fold(all, marks)).toMatchObject({
    desktop: { mode: one },
    lab: { mode: other },
    colima: { mode },
  })
  // Also where it comes out again, and unless a person has said otherwise.
  expect(fold(all, marks, { away: ['desktop', 'lab'] })['colima']?.mode).toBe(mode)
  expect(fold(all, marks, { chosen: ['colima'] })['colima']?.mode).toBe('full')
})

describe('a way that leads nowhere', () => {
  const marks = { desktop: 'id:E1', lab: 'id:E1', colima: 'id:E1', wsl: 'id:E1' }

  test('stands for no other one: the next does', () => {
    expect(fold([context, lab, colima], marks, { away: ['desktop'] })).toMatchObject({
      colima: { foldedInto: 'lab' },
    })
  })

  test('is listed beside the first that was found, where there is no next', () => {
    const all = fold([lab, colima, wsl], marks, { away: ['lab'] })
    expect(all['colima']).not.toHaveProperty('foldedInto')
    expect(all['colima']).toMatchObject({ sameEngineAs: ['lab'] })
    expect(all['wsl']).toMatchObject({ foldedInto: 'colima' })
  })

  test('stands for one that leads nowhere either, or to the very same socket', () => {
    expect(fold([lab, colima], marks, { away: ['lab', 'colima'] })).toMatchObject({
      colima: { foldedInto: 'lab' },
    })
    const paths = { lab: 'path:/a.sock', colima: ['id:E1', 'path:/a.sock'] }
    expect(fold([lab, colima], paths, { away: ['lab'] })).toMatchObject({
      colima: { foldedInto: 'lab' },
    })
  })
})
