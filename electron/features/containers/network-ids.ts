import type { ContainerNetwork } from '#shared/contract/containers.ts'
import { LIST_DEADLINE_MS, type Engine } from '../../engine/index.ts'

/** What holds networks of a container, and is given back with their ids. */
interface HasNetworks<Network extends ContainerNetwork> {
  readonly networks: readonly Network[]
}

/** The id of each network; Podman 4 tells the name in its place. */
export async function withNetworkIds<
  Network extends ContainerNetwork,
  Holder extends HasNetworks<Network>,
>(engine: Engine, holders: readonly Holder[], signal: AbortSignal): Promise<readonly Holder[]> {
  const isNamed = ({ name, networkId }: ContainerNetwork) => networkId !== '' && networkId === name
  if (!holders.some(({ networks }) => networks.some(isNamed))) return holders
  try {
    const docker = engine.docker({ signal, deadlineMs: LIST_DEADLINE_MS })
    const known = await docker.listNetworks()
    const ids = new Map(known.map(({ Id, Name }) => [Name, Id]))
    return holders.map((holder) => ({
      ...holder,
      networks: holder.networks.map((network) =>
        isNamed(network) ? { ...network, networkId: ids.get(network.name) ?? '' } : network,
      ),
    }))
  } catch {
    // A list without these ids is better than none.
    return holders
  }
}
