import { expect, test } from 'vitest'
import type { ConnectionSource } from '#shared/contract/connections.ts'
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

/** `ids`: what each engine calls itself, by connection. */
function fold(all: readonly Endpoint[], ids: Record<string, string>, chosen: string[] = []) {
  const folded = foldEngines(all, {
    engineOf: (id) => ids[id],
    isChosen: (id) => chosen.includes(id),
  })
  return Object.fromEntries(folded.map(({ connection }) => [connection.id, connection]))
}

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
  const all = fold([colima, lab], { colima: 'E1', lab: 'E1' }, ['colima'])
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
  (ids) => {
    const all = [lab, colima, wsl]
    expect(foldEngines(all, { engineOf: (id) => ids[id as 'lab'], isChosen: () => false })).toEqual(
      all,
    )
  },
)
