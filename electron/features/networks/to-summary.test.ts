import { expect, test } from 'vitest'
import { toSummary } from './to-summary.ts'

test('an entry of the list is shaped for the window', () => {
  const raw = {
    Id: 'n',
    Name: 'shop',
    Driver: 'bridge',
    Scope: 'local',
    Internal: true,
    EnableIPv6: true,
    Created: '2026-11-23T21:15:09Z',
    IPAM: { Config: [{ Subnet: '10.5.0.0/24', Gateway: '10.5.0.1' }, { Subnet: 'fd00::/64' }] },
    Labels: { a: 'b' },
  }
  expect(toSummary(raw)).toEqual({
    id: 'n',
    name: 'shop',
    driver: 'bridge',
    scope: 'local',
    internal: true,
    ipv6: true,
    createdAt: Date.parse('2026-11-23T21:15:09Z'),
    subnets: ['10.5.0.0/24', 'fd00::/64'],
    gateways: ['10.5.0.1'],
    labels: { a: 'b' },
    predefined: false,
  })
})

test.each([null, { Config: null }, { Config: [] }])('addresses of %j are none', (IPAM) => {
  expect(toSummary({ Id: 'n', Name: 'x', IPAM })).toMatchObject({ subnets: [], gateways: [] })
})

test.each(['bridge', 'host', 'none', 'podman'])('"%s" belongs to the engine', (Name) => {
  expect(toSummary({ Id: 'n', Name }).predefined).toBe(true)
})

test('a network that only has such a name in it does not', () => {
  expect(toSummary({ Id: 'n', Name: 'bridge2' }).predefined).toBe(false)
})
