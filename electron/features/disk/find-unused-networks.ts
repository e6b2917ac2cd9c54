import type { UnusedObject } from '#shared/contract/disk.ts'
import { toSummary } from '../networks/index.ts'
import type { Inventory, RawContainer, RawDiskNetwork } from './raw.ts'

/** Swarm makes it, and misses it. */
const OF_SWARM = 'docker_gwbridge'

/**
 * The networks that no container is on, running or not: a stopped one whose network is gone does not
 * start again. The engine's own are not among them, nor those that a swarm or another network needs.
 */
export function findUnusedNetworks({ networks, containers }: Inventory): readonly UnusedObject[] {
  const used = new Set(containers.flatMap(networksOf))
  return networks.filter((raw) => isFree(raw, used)).map(toUnused)
}

/** By names and by ids: engines tell of a container that has never run by its names alone. */
function networksOf({ HostConfig, NetworkSettings }: RawContainer): readonly string[] {
  const on = Object.entries(NetworkSettings?.Networks ?? {})
  return [HostConfig?.NetworkMode ?? '', ...on.flatMap(([name, of]) => [name, of?.NetworkID ?? ''])]
}

function isFree(raw: RawDiskNetwork, used: ReadonlySet<string>): boolean {
  const { predefined, scope, name, id } = toSummary(raw)
  if (predefined || scope === 'swarm' || name === OF_SWARM || raw.ConfigOnly === true) return false
  if (Object.keys(raw.Containers ?? {}).length > 0) return false
  return !used.has(name) && !used.has(id)
}

function toUnused(raw: RawDiskNetwork): UnusedObject {
  const { id, name, createdAt } = toSummary(raw)
  const made = createdAt > 0 ? { at: createdAt } : {}
  return { kind: 'network', id, name, why: 'no container is on it', bytes: 0, ...made }
}
