import type { RunSpec, SpecNetwork } from '../run-spec.ts'
import { isNetworkMode } from '../values/network-text.ts'
import { withoutEmpty, type Fields } from '../engine/without-empty.ts'

/** Fields of a service, and the names of what must exist outside of it. */
export interface OutsideFields {
  readonly fields: Fields
  readonly external: readonly string[]
}

/** Its networks, which exist already; those of the engine itself are modes to Compose. */
export function composeNetworks(spec: RunSpec): OutsideFields {
  const { networks, links } = spec
  const [first] = networks
  const fields = {
    mac_address: first?.macAddress,
    external_links: links,
    dns: spec.dns,
    dns_opt: spec.dnsOptions,
    dns_search: spec.dnsSearch,
    extra_hosts: spec.extraHosts,
  }
  if (first && isNetworkMode(first.name))
    return { fields: { ...fields, network_mode: first.name }, external: [] }
  // A service that names no network would be in one of its project, where nothing links to it.
  if (isBridge(first) && (first || links.length > 0)) {
    return { fields: { ...fields, network_mode: 'bridge' }, external: [] }
  }
  const places = networks.map((network) => [network.name, placeIn(network)] as const)
  return {
    fields: { ...fields, networks: Object.fromEntries(places) },
    external: networks.map(({ name }) => name),
  }
}

function isBridge(network: SpecNetwork | undefined): boolean {
  return network === undefined || network.name === 'default' || network.name === 'bridge'
}

/** Nothing to be said of it is `null` in a map. */
function placeIn(network: SpecNetwork): Fields | null {
  const place = withoutEmpty({
    aliases: network.aliases,
    ipv4_address: network.ipv4Address,
    ipv6_address: network.ipv6Address,
    link_local_ips: network.linkLocalIps,
    driver_opts: network.driverOpts,
    gw_priority: network.gwPriority,
  })
  return Object.keys(place).length === 0 ? null : place
}
