import { composePlace } from '#lib/compose-place.ts'
import { ageKey, labelKey, textKey, yesKey, type FilterKey } from '#lib/filter/filter-key.ts'
import type { NetworkRow } from './network-rows.ts'

/** What the filter of the list of networks can ask about. */
export const NETWORK_FILTER_KEYS: readonly FilterKey<NetworkRow>[] = [
  textKey({ key: 'name', aliases: ['net', 'network'], about: 'part of its name' }, nameOf),
  textKey({ key: 'driver', about: 'its driver' }, ({ network }) => [network.driver]),
  textKey({ key: 'subnet', about: 'part of a subnet' }, ({ network }) => network.subnets),
  textKey({ key: 'container', about: 'a container on it' }, membersOf),
  yesKey({ key: 'used', about: 'whether a container is on it' }, (row) => row.members.length > 0),
  yesKey(
    { key: 'internal', about: 'whether it leads nowhere else' },
    (row) => row.network.internal,
  ),
  yesKey({ key: 'ipv6', about: 'whether it has IPv6' }, ({ network }) => network.ipv6),
  textKey({ key: 'project', about: 'part of its Compose project' }, projectOf),
  labelKey(({ network }) => network.labels),
  ageKey({ key: 'age', about: 'how long ago it was created' }, ({ network }) => network.createdAt),
  textKey({ key: 'id', about: 'part of its id' }, ({ network }) => [network.id]),
]

function nameOf({ network }: NetworkRow): readonly string[] {
  return [network.name]
}

function membersOf({ members }: NetworkRow): readonly string[] {
  return members.map(({ name }) => name)
}

function projectOf({ network }: NetworkRow): readonly string[] {
  const place = composePlace(network.labels)
  return place ? [place.project] : []
}
