import { expect, test } from 'vitest'
import type { Finding, Place } from '#shared/contract/places.ts'
import type { MergedPlace } from './discovery/merge-places.ts'
import { toConnections } from './found-endpoint.ts'

const UNTESTED: Finding = { kind: 'untested' }

test('what answers or was set up becomes a connection, with the key or the files that it needs', () => {
  const lab = place('lab', { endpoint: 'ssh://me@lab', identity: '/keys/lab' })
  const node = place('node', { endpoint: 'tcp://127.0.0.1:2376', tls: { ca: '/c/ca.pem' } })
  expect(toConnections([found(lab, UNTESTED), found(node, UNTESTED)])).toEqual([
    {
      connection: expect.objectContaining({ id: 'place:lab', kind: 'ssh', identity: '/keys/lab' }),
      address: { kind: 'ssh', host: 'lab', user: 'me', identity: '/keys/lab' },
      marks: MARKS,
    },
    {
      connection: expect.objectContaining({ kind: 'tls', tls: { ca: '/c/ca.pem' } }),
      address: { kind: 'tls', host: '127.0.0.1', port: 2376, files: { ca: '/c/ca.pem' } },
      marks: MARKS,
    },
  ])
})

test('what stands still, or has no endpoint, is none', () => {
  const stopped = found(place('a', {}), { kind: 'stopped' })
  const missing = found(place('b', { endpoint: 'unix:///b.sock' }), { kind: 'missing' })
  expect(toConnections([stopped, missing, found(place('c', {}), UNTESTED)])).toEqual([])
})

test('a node of minikube is on this machine, whatever its address says', () => {
  const node = {
    ...place('m', { endpoint: 'tcp://192.168.49.2:2376' }),
    owner: 'minikube',
  } as const
  expect(toConnections([found(node, UNTESTED)])[0]?.isLocal).toBe(true)
})

test('a key is of no use to a socket', () => {
  const local = place('local', { endpoint: 'unix:///a.sock', identity: '/keys/lab' })
  const [connection] = toConnections([found(local, UNTESTED)])
  expect(connection?.address).toEqual({ kind: 'socket', path: '/a.sock' })
})

function place(id: string, more: Partial<Place>): Place {
  return { id, owner: 'podman-connection', name: id, ...more }
}

const MARKS = new Set(['path:/elsewhere.sock'])

function found(where: Place, finding: Finding): MergedPlace {
  return { place: where, finding, otherNames: [], marks: new Set([...MARKS, 'id:E1']) }
}
