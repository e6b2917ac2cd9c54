import { expect, test } from 'vitest'
import * as z from 'zod'
import type { Connection, ConnectionMode } from '#shared/contract/connections.ts'
import { request, type Effect } from '#shared/ipc/define.ts'
import { admit } from './admit.ts'

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
const connections = [connection('prod', 'read-only'), connection('dev', 'full')]
const endpoint = (effect: Effect) => request({ effect, input: z.object({}) })

test.each(['change', 'destroy'] as const)('a read-only connection refuses to %s', (effect) => {
  expect(() => admit(connections, endpoint(effect), { connection: 'prod' })).toThrow('read-only')
})

test('a read-only connection may be read', () => {
  expect(() => admit(connections, endpoint('read'), { connection: 'prod' })).not.toThrow()
})

test('its mode does not reach another connection', () => {
  expect(() => admit(connections, endpoint('destroy'), { connection: 'dev' })).not.toThrow()
})
