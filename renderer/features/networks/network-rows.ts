import type { ContainerSummary } from '#shared/contract/containers.ts'
import type { NetworkSummary } from '#shared/contract/networks.ts'

/** A container on a network, with its address there. */
interface NetworkMember {
  readonly name: string
  readonly ip: string
}

/** A network with the containers on it. */
export interface NetworkRow {
  readonly connection: string
  readonly network: NetworkSummary
  readonly members: readonly NetworkMember[]
}

/** The networks, each with the containers on it. */
export function networkRows(
  connection: string,
  networks: readonly NetworkSummary[],
  containers: readonly ContainerSummary[],
): readonly NetworkRow[] {
  return networks.map((network) => ({
    connection,
    network,
    members: membersOf(network, containers),
  }))
}

/** A container that never started knows its network by name alone. */
function membersOf(
  { id, name }: NetworkSummary,
  containers: readonly ContainerSummary[],
): readonly NetworkMember[] {
  return containers.flatMap((container) => {
    const found = container.networks.find(
      (network) => network.networkId === id || (!network.networkId && network.name === name),
    )
    return found ? [{ name: container.name, ip: found.ip }] : []
  })
}
