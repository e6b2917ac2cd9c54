import { expect, test } from 'vitest'
import type { NetworkSummary } from '#shared/contract/networks.ts'
import { subnetProblem } from './create-network.ts'
import { networkCommands, networkRemovalQuestion } from './network-commands.ts'
import { networkRows, type NetworkRow } from './network-rows.ts'

const network: NetworkSummary = {
  id: 'n1',
  name: 'shop_default',
  driver: 'bridge',
  scope: 'local',
  internal: false,
  ipv6: false,
  createdAt: 0,
  subnets: [],
  gateways: [],
  labels: {},
  predefined: false,
}
const row = (given: Partial<NetworkSummary> = {}): NetworkRow => ({
  connection: 'default',
  network: { ...network, ...given },
  members: [],
})

test('a network knows the containers on it, by its id or, before they ever ran, by its name', () => {
  const on = (networkId: string, name: string) => ({
    id: 'c',
    name: `on-${networkId || 'nothing'}`,
    image: '',
    imageId: '',
    command: '',
    createdAt: 0,
    state: { kind: 'created' } as const,
    status: '',
    ports: [],
    labels: {},
    mounts: [],
    networks: [{ networkId, name, ip: '' }],
  })
  const [found] = networkRows(
    'default',
    [network],
    [on('n1', 'shop_default'), on('', 'shop_default'), on('n2', 'shop_default')],
  )
  expect(found?.members.map(({ name }) => name)).toEqual(['on-n1', 'on-nothing'])
})

test('the networks of the engine itself cannot be removed', () => {
  const commands = networkCommands({ showDetails: () => {} })
  const remove = commands.find(({ id }) => id === 'network.remove')
  expect(remove?.appliesTo([row({ predefined: true })])).toBe(false)
  expect(remove?.appliesTo([row()])).toBe(true)
})

test('one network takes a small question, several a full one', () => {
  expect(networkRemovalQuestion([row()]).tier).toBe(1)
  expect(networkRemovalQuestion([row(), row({ id: 'n2' })]).tier).toBe(2)
})

test('the question says which of the chosen networks stay, and why', () => {
  const own = (name: string) => row({ id: name, name, predefined: true })
  const question = networkRemovalQuestion([own('bridge'), row(), own('host')])
  expect(question).toMatchObject({ question: 'Remove network "shop_default"?', tier: 2 })
  expect(question.objects.map(({ name }) => name)).toEqual(['shop_default'])
  expect(question.consequence).toBe('"bridge", "host" stay: they belong to the engine.')
  expect(networkRemovalQuestion([row()]).consequence).toBeUndefined()
})

test('a subnet is an address and a length, or nothing', () => {
  expect(subnetProblem('')).toBeUndefined()
  expect(subnetProblem('10.5.0.0/24')).toBeUndefined()
  expect(subnetProblem('10.5.0.0')).toBeDefined()
})
