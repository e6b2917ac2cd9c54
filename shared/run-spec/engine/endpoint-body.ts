import type { RunSpec, SpecNetwork } from '../run-spec.ts'
import { isNetworkMode } from '../values/network-text.ts'
import { withoutEmpty, type Fields } from './without-empty.ts'

/** The networks that a container joins, each with its place in it. */
export function endpointsOf({
  networks,
  links,
}: RunSpec): readonly { readonly network: string; readonly endpoint: Fields }[] {
  return networks.flatMap((network, at) =>
    isNetworkMode(network.name)
      ? []
      : [{ network: network.name, endpoint: endpoint(network, at === 0 ? links : []) }],
  )
}

function endpoint(network: SpecNetwork, links: readonly string[]): Fields {
  return withoutEmpty({
    Aliases: network.aliases,
    // The default network knows links by the host's configuration alone.
    Links: isDefault(network.name) ? [] : links,
    MacAddress: network.macAddress,
    DriverOpts: network.driverOpts,
    GwPriority: network.gwPriority,
    IPAMConfig: withoutEmpty({
      IPv4Address: network.ipv4Address,
      IPv6Address: network.ipv6Address,
      LinkLocalIPs: network.linkLocalIps,
    }),
  })
}

function isDefault(name: string): boolean {
  return name === 'default' || name === 'bridge'
}
