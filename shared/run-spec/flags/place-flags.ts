import type { RunSpec, SpecBind, PortBinding, SpecMount, SpecNetwork } from '../run-spec.ts'
import { bindText, parseVolume } from '../values/bind-text.ts'
import { mountText, parseMount } from '../values/mount-text.ts'
import { networkText, parseNetwork, plainNetwork } from '../values/network-text.ts'
import { parseExposed, parsePublished, publishedTexts } from '../values/port-text.ts'
import type { Flag } from './flag.ts'
import { list, text, texts, toggle, withPair } from './make-flag.ts'

/** Its ports, files and networks. */
export const placeFlags: readonly Flag[] = [
  list<PortBinding>('publish', 'portBindings', parsePublished, publishedTexts, { short: 'p' }),
  toggle('publish-all', 'publishAllPorts', { short: 'P' }),
  list<string>('expose', 'exposedPorts', parseExposed, (ports) => ports.map(withoutTcp)),
  {
    name: 'volume',
    short: 'v',
    read: readVolume,
    write: ({ binds, volumes }) => [...binds.map((bind: SpecBind) => bindText(bind)), ...volumes],
  },
  list<SpecMount>(
    'mount',
    'mounts',
    (value) => [parseMount(value)],
    (mounts) => mounts.map(mountText),
  ),
  {
    name: 'tmpfs',
    read(spec, value) {
      const at = value.indexOf(':')
      const pair =
        at < 0 ? ([value] as const) : ([value.slice(0, at), value.slice(at + 1)] as const)
      return { ...spec, tmpfs: withPair(spec.tmpfs, pair) }
    },
    write: ({ tmpfs }) =>
      Object.entries(tmpfs).map(([path, options]) =>
        options === '' ? path : `${path}:${options}`,
      ),
  },
  texts('volumes-from', 'volumesFrom'),
  text('volume-driver', 'volumeDriver'),
  {
    name: 'network',
    aliases: ['net'],
    read: readNetwork,
    write: ({ networks }) => networks.flatMap(asSaid),
  },
  onFirst(
    'network-alias',
    ['net-alias'],
    (network, alias) => ({ ...network, aliases: [...network.aliases, alias] }),
    ({ aliases }) => aliases,
  ),
  onFirst(
    'ip',
    [],
    (network, ipv4Address) => ({ ...network, ipv4Address }),
    ({ ipv4Address }) => some(ipv4Address),
  ),
  onFirst(
    'ip6',
    [],
    (network, ipv6Address) => ({ ...network, ipv6Address }),
    ({ ipv6Address }) => some(ipv6Address),
  ),
  onFirst(
    'link-local-ip',
    [],
    (network, ip) => ({ ...network, linkLocalIps: [...network.linkLocalIps, ip] }),
    ({ linkLocalIps }) => linkLocalIps,
  ),
  onFirst(
    'mac-address',
    [],
    (network, macAddress) => ({ ...network, macAddress }),
    ({ macAddress }) => some(macAddress),
  ),
  texts('link', 'links'),
  text('hostname', 'hostname', { short: 'h' }),
  text('domainname', 'domainname'),
  texts('add-host', 'extraHosts'),
  texts('dns', 'dns'),
  texts('dns-option', 'dnsOptions', { aliases: ['dns-opt'] }),
  texts('dns-search', 'dnsSearch'),
]

/** Stands for the network that is named only later on the line, or not at all. */
export const UNNAMED = ''

/** Where a container is that no network is named for. */
export const DEFAULT_NETWORK = 'default'

function readVolume(spec: RunSpec, value: string): RunSpec {
  const parsed = parseVolume(value)
  return parsed.kind === 'bind'
    ? { ...spec, binds: [...spec.binds, parsed.bind] }
    : { ...spec, volumes: [...spec.volumes, parsed.target] }
}

function readNetwork(spec: RunSpec, value: string): RunSpec {
  const network = parseNetwork(value)
  const [first, ...others] = spec.networks
  if (first?.name !== UNNAMED) return { ...spec, networks: [...spec.networks, network] }
  return { ...spec, networks: [merge(network, first), ...others] }
}

function merge(network: SpecNetwork, said: SpecNetwork): SpecNetwork {
  return {
    ...network,
    ...said,
    name: network.name,
    aliases: [...network.aliases, ...said.aliases],
    linkLocalIps: [...network.linkLocalIps, ...said.linkLocalIps],
    driverOpts: { ...network.driverOpts, ...said.driverOpts },
  }
}

/** A flag about the first network, wherever on the line that is named. */
function onFirst(
  name: string,
  aliases: readonly string[],
  add: (network: SpecNetwork, value: string) => SpecNetwork,
  valuesOf: (network: SpecNetwork) => readonly string[],
): Flag {
  return {
    name,
    aliases,
    read(spec, value) {
      const [first = plainNetwork(UNNAMED), ...others] = spec.networks
      return { ...spec, networks: [add(first, value), ...others] }
    },
    write: ({ networks: [first] }) => (first && isPlainlySaid(first) ? valuesOf(first) : []),
  }
}

/** Flags of their own say it to engines of every age; these two they cannot. */
function isPlainlySaid({ driverOpts, gwPriority }: SpecNetwork): boolean {
  return Object.keys(driverOpts).length === 0 && gwPriority === undefined
}

function asSaid(network: SpecNetwork, at: number): readonly string[] {
  if (at > 0 || !isPlainlySaid(network)) return [networkText(network)]
  return network.name === DEFAULT_NETWORK ? [] : [network.name]
}

function withoutTcp(port: string): string {
  return port.replace(/\/tcp$/, '')
}

function some(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value]
}
