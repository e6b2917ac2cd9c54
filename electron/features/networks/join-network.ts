import { ACTION_DEADLINE_MS, during, segment, type Engine } from '../../engine/index.ts'

/** A network by its id, and a container that comes to it or leaves it. */
interface Membership {
  readonly id: string
  readonly container: string
}

/** How a container takes part in a network. */
interface Joining extends Membership {
  readonly aliases: readonly string[]
  readonly ip?: string | undefined
}

/** Connects a container to a network. */
export async function joinNetwork(
  engine: Engine,
  { aliases, ip, ...membership }: Joining,
  signal: AbortSignal,
): Promise<void> {
  const { network, deed } = prepare(engine, membership, signal)
  const wish = {
    Container: membership.container,
    EndpointConfig: {
      ...(aliases.length > 0 && { Aliases: [...aliases] }),
      ...(ip !== undefined && { IPAMConfig: addressOf(ip) }),
    },
  }
  await during(deed('connect', 'to'), engine.names, () => network.connect(wish))
}

/** Takes a container off a network. */
export async function leaveNetwork(
  engine: Engine,
  membership: Membership,
  signal: AbortSignal,
): Promise<void> {
  const { network, deed } = prepare(engine, membership, signal)
  const wish = { Container: membership.container }
  await during(deed('disconnect', 'from'), engine.names, () => network.disconnect(wish))
}

function prepare(engine: Engine, { id, container }: Membership, signal: AbortSignal) {
  const { names } = engine
  const docker = engine.docker({ signal, deadlineMs: ACTION_DEADLINE_MS })
  const deed = (verb: string, way: string) => ({
    verb: `${verb} container "${names.of(container)}" ${way}`,
    kind: 'network' as const,
    name: names.of(id),
  })
  return { network: docker.getNetwork(segment(id)), deed }
}

function addressOf(ip: string) {
  return ip.includes(':') ? { IPv6Address: ip } : { IPv4Address: ip }
}
