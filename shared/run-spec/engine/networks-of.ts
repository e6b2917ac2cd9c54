import type { RunSpec, SpecNetwork } from '../run-spec.ts'
import { isNetworkMode, plainNetwork } from '../values/network-text.ts'
import type { RawContainer, RawSpecEndpoint } from './raw-inspect.ts'
import { withoutEmpty } from './without-empty.ts'

/** Engines call it by the one or the other. */
const DEFAULTS: ReadonlySet<string> = new Set(['', 'default', 'bridge'])

/** The networks of a container, the one that it was created in first. */
export function networksOf(raw: RawContainer): Partial<Pick<RunSpec, 'networks' | 'links'>> {
  const mode = raw.HostConfig?.NetworkMode ?? ''
  if (isNetworkMode(mode)) return { networks: [plainNetwork(mode)] }
  const endpoints = Object.entries(raw.NetworkSettings?.Networks ?? {})
  const isFirst = ([name, endpoint]: (typeof endpoints)[number]) =>
    name === mode || endpoint?.NetworkID === mode || (DEFAULTS.has(mode) && DEFAULTS.has(name))
  const first = endpoints.find(isFirst)
  const others = endpoints.filter((endpoint) => endpoint !== first)
  const mac = raw.Config?.MacAddress || undefined
  const primary = toNetwork(raw.Id, [first?.[0] ?? mode, first?.[1] ?? null], mac)
  const isUsual = DEFAULTS.has(mode) && others.length === 0 && saysNothingMore(primary)
  const links = DEFAULTS.has(mode) ? undefined : first?.[1]?.Links
  return {
    networks: isUsual ? [] : [named(primary, mode), ...others.map((one) => toNetwork(raw.Id, one))],
    ...(links && links.length > 0 && { links }),
  }
}

function named(network: SpecNetwork, mode: string): SpecNetwork {
  return DEFAULTS.has(mode) ? { ...network, name: 'default' } : network
}

function saysNothingMore({
  aliases,
  linkLocalIps,
  driverOpts,
  name: _name,
  ...rest
}: SpecNetwork): boolean {
  return [aliases, linkLocalIps, Object.keys(driverOpts), Object.keys(rest)].every(
    ({ length }) => length === 0,
  )
}

function toNetwork(
  id: string,
  [name, raw]: readonly [string, RawSpecEndpoint | null],
  macAddress?: string,
): SpecNetwork {
  const { IPAMConfig, Aliases, DriverOpts, GwPriority } = raw ?? {}
  return {
    ...plainNetwork(name),
    // Engines before 25 add the container's own short id.
    aliases: (Aliases ?? []).filter((alias) => !id.startsWith(alias)),
    linkLocalIps: IPAMConfig?.LinkLocalIPs ?? [],
    driverOpts: DriverOpts ?? {},
    ...withoutEmpty({
      ipv4Address: IPAMConfig?.IPv4Address,
      ipv6Address: IPAMConfig?.IPv6Address,
      gwPriority: GwPriority,
      macAddress,
    }),
  }
}
