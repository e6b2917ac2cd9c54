import { expect, test } from 'vitest'
import { isQuiet, networkChanges } from './quiet-networks.ts'

const podman = (version: string) => ({ Version: version, Components: [{ Name: 'Podman Engine' }] })
const network = (name: string) => ({ Id: `id-${name}`, Name: name })

test.each(['4.3.1', '4.9.3', '5.3.2', ''])('Podman %s tells nothing of networks', (version) => {
  expect(isQuiet(podman(version))).toBe(true)
})

test.each(['5.4.0', '5.8.6', '6.0.0-dev'])('Podman %s tells of them itself', (version) => {
  expect(isQuiet(podman(version))).toBe(false)
})

test('dockerd always did', () => {
  expect(isQuiet({ Version: '1.13.1' })).toBe(false)
  expect(isQuiet({ Version: '20.10.24', Components: [{ Name: 'Engine' }] })).toBe(false)
})

test('what is in one list alone came or went', () => {
  const [gone, come, ...others] = networkChanges(
    [network('a'), network('b')],
    [network('b'), network('c')],
    7,
  )
  expect(gone).toEqual({
    kind: 'event',
    type: 'network',
    action: 'destroy',
    id: 'id-a',
    attributes: { name: 'a' },
    time: 7,
  })
  expect(come).toMatchObject({ action: 'create', id: 'id-c' })
  expect(others).toEqual([])
})

test('one that was made anew under its old name is told as both', () => {
  const changes = networkChanges([{ Id: '1', Name: 'net' }], [{ Id: '2', Name: 'net' }], 0)
  expect(changes.map(({ action, id }) => `${action} ${id}`)).toEqual(['destroy 1', 'create 2'])
})
