import type { SpecNetwork } from '../run-spec.ts'
import { BadValue } from './bad-value.ts'
import { csvLine, splitCsv } from './csv.ts'
import { parseInteger } from './numbers.ts'
import { pairTexts, parsePair } from './pairs.ts'

/** A network with nothing said about the container's place in it. */
export function plainNetwork(name: string): SpecNetwork {
  return { name, aliases: [], linkLocalIps: [], driverOpts: {} }
}

/** The value of `--network`: a name or mode, or `name=front,alias=web,ip=10.0.0.5`. */
export function parseNetwork(text: string): SpecNetwork {
  if (text === '') throw new BadValue('the name of the network is missing')
  if (!text.includes('=')) return plainNetwork(text)
  let network = plainNetwork('')
  for (const field of splitCsv(text)) network = withField(network, ...parsePair(field))
  if (network.name === '') throw new BadValue('it does not say name=, the network to join')
  return network
}

function withField(network: SpecNetwork, key: string, value: string): SpecNetwork {
  switch (key.trim().toLowerCase()) {
    case 'name':
      return { ...network, name: value }
    case 'alias':
      return { ...network, aliases: [...network.aliases, value] }
    case 'ip':
      return { ...network, ipv4Address: value }
    case 'ip6':
      return { ...network, ipv6Address: value }
    case 'mac-address':
      return { ...network, macAddress: value }
    case 'link-local-ip':
      return { ...network, linkLocalIps: [...network.linkLocalIps, value] }
    case 'gw-priority':
      return { ...network, gwPriority: parseInteger(value) }
    case 'driver-opt': {
      const [name, option] = parsePair(value)
      return { ...network, driverOpts: { ...network.driverOpts, [name]: option } }
    }
    default:
      throw new BadValue(`"${key}" is no option of a network`)
  }
}

/** The network as `--network` takes it. */
export function networkText(network: SpecNetwork): string {
  const { name, ipv4Address, ipv6Address, macAddress, gwPriority } = network
  const fields = [
    ...network.aliases.map((alias) => `alias=${alias}`),
    ...(ipv4Address ? [`ip=${ipv4Address}`] : []),
    ...(ipv6Address ? [`ip6=${ipv6Address}`] : []),
    ...network.linkLocalIps.map((ip) => `link-local-ip=${ip}`),
    ...(macAddress ? [`mac-address=${macAddress}`] : []),
    ...pairTexts(network.driverOpts).map((pair) => `driver-opt=${pair}`),
    ...(gwPriority === undefined ? [] : [`gw-priority=${gwPriority}`]),
  ]
  return fields.length === 0 ? name : csvLine([`name=${name}`, ...fields])
}

/** Whether it is no network to join but a way to have none of its own. */
export function isNetworkMode(name: string): boolean {
  return name === 'host' || name === 'none' || name.startsWith('container:')
}
