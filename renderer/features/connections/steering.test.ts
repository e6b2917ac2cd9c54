import { expect, test } from 'vitest'
import type { ConnectionState } from '#shared/contract/connections.ts'
import { SteerVerb } from '#shared/contract/places.ts'
import { fitsState } from './steering.ts'

test.each<[ConnectionState['kind'], readonly SteerVerb[]]>([
  ['connected', ['stop', 'restart']],
  ['not-responding', ['stop', 'restart']],
  // A VM may run on without its engine: then only a restart helps.
  ['reconnecting', ['start', 'restart']],
  ['disconnected', ['start', 'restart']],
  // Nobody watches it: its program tells.
  ['connecting', ['start', 'stop', 'restart']],
])('while it is %s, %j make sense', (state, verbs) => {
  expect(SteerVerb.options.filter((verb) => fitsState(verb, state))).toEqual(verbs)
})
