import { agree } from '#features/connections'
import { errorText } from '#lib/error-text.ts'
import type { Consent } from '#lib/consent.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { ContainerEndpoint, ContainerNetwork } from '#shared/contract/containers.ts'
import type { NetworkSummary } from '#shared/contract/networks.ts'
import { shortId } from '#shared/object-id.ts'
import { askForm } from '#ui/form-dialog.tsx'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { queryClient } from '../../query-client.ts'
import { containerList } from './container-list.ts'
import { aliasesProblem, networkAddressProblem, splitAliases } from './network-words.ts'
import { outdateContainerDetails } from './queries.ts'
import type { ShownContainer } from './shown-container.ts'

/** A network as the window names it. */
interface NetworkRef {
  readonly id: string
  readonly name: string
  /** By which the container is found there, besides its own name and id. */
  readonly aliases?: readonly string[]
}

/** Asks for a network that the container is not on yet, and connects it. */
export async function connectNetwork(container: ShownContainer): Promise<void> {
  const { connection, networks } = container
  try {
    const all = await engine.networks.list({ connection })
    await askForNetwork(
      container,
      all.filter((network) => canJoin(network, networks)),
    )
  } catch (cause) {
    toast({ kind: 'error', text: errorText(cause) })
  }
}

async function askForNetwork(
  container: ShownContainer,
  others: readonly NetworkSummary[],
): Promise<void> {
  const { connection, id, name } = container
  if (others.length === 0) {
    const text = `Container "${visibleText(name)}" is on every network that it can be connected to`
    return toast({ kind: 'info', text })
  }
  await askForm({
    title: `Connect container "${visibleText(name)}" to a network`,
    verb: 'Connect',
    fields: [
      {
        kind: 'choice',
        name: 'network',
        label: 'Network',
        options: others.map((network) => inFull(network, others)),
      },
      {
        kind: 'text',
        name: 'aliases',
        label: 'Other names there (optional, with spaces between them)',
        placeholder: 'db database',
        validate: aliasesProblem,
      },
      {
        kind: 'text',
        name: 'ip',
        label: 'Address there (the engine chooses one when empty)',
        placeholder: '10.5.0.7',
        validate: networkAddressProblem,
      },
    ],
    async submit({ network: chosen, aliases, ip }, yes) {
      const network = others.find((other) => inFull(other, others) === chosen)
      if (!network) return 'Choose a network'
      const address = String(ip).trim()
      try {
        await engine.networks.connect(
          {
            connection,
            id: network.id,
            container: id,
            aliases: [...splitAliases(String(aliases))],
            ...(address !== '' && { ip: address }),
          },
          yes,
        )
      } catch (cause) {
        return errorText(cause)
      }
      showAnew(container)
      toast({ kind: 'success', text: `Connected ${between(container, network, 'to')}` })
      return undefined
    },
  })
}

/** Asks which network is meant where there are several, and takes the container off it. */
export async function disconnectNetwork(container: ShownContainer): Promise<void> {
  const { connection, id, name } = container
  // The list may not have heard of the latest: without a question the wrong one would be left.
  const { endpoints } = await engine.containers.inspect({ connection, id })
  const refs = endpoints.map((endpoint) => asNetwork(endpoint, container))
  const [only] = refs
  if (!only) {
    showAnew(container)
    const text = `Container "${visibleText(name)}" is on no network any more`
    return toast({ kind: 'info', text })
  }
  if (refs.length === 1) return leaveNetwork(container, only)
  await askForm({
    title: `Disconnect container "${visibleText(name)}" from a network`,
    verb: 'Disconnect',
    fields: [
      { kind: 'choice', name: 'network', label: 'Network', options: refs.map((ref) => ref.name) },
    ],
    async submit({ network: chosen }, yes) {
      const network = refs.find((ref) => ref.name === chosen)
      return network ? disconnect(container, network, yes) : 'Choose a network'
    },
  })
}

/**
 * Takes the container off one network. It can be connected again, so nobody is asked; but for other
 * names that it has there, which nobody may know any more.
 */
export async function leaveNetwork(container: ShownContainer, network: NetworkRef): Promise<void> {
  const { aliases = [] } = network
  const consent = await agree([container], {
    always: aliases.length > 0,
    question: () => ({
      tier: 1,
      question: `Disconnect ${between(container, network, 'from')}?`,
      objects: [],
      consequence: `What others on that network ask of it no longer reaches it.${lostNames(aliases)}`,
      verb: 'Disconnect',
    }),
  })
  if (!consent) return
  const refused = await disconnect(container, network, consent)
  if (refused !== undefined) toast({ kind: 'error', text: refused })
}

async function disconnect(
  container: ShownContainer,
  network: NetworkRef,
  consent: Consent,
): Promise<string | undefined> {
  const { connection, id } = container
  try {
    await engine.networks.disconnect({ connection, id: network.id, container: id }, consent)
  } catch (cause) {
    return errorText(cause)
  }
  showAnew(container)
  toast({ kind: 'success', text: `Disconnected ${between(container, network, 'from')}` })
  return undefined
}

/** Engines that tell nothing of networks would leave its addresses as they were. */
function showAnew({ connection, id }: ShownContainer): void {
  void outdateContainerDetails(queryClient, connection, id)
  containerList(queryClient, connection)
    .refresh([id])
    .catch(() => {})
}

/** The network of an endpoint of a container. */
export function asNetwork(
  { networkId, name, aliases }: ContainerEndpoint,
  { id, name: own }: Pick<ShownContainer, 'id' | 'name'>,
): NetworkRef {
  const others = aliases.filter((alias) => alias !== own && !id.startsWith(alias))
  // A container that never started knows its network by name alone.
  return { id: networkId || name, name, aliases: others }
}

function lostNames(aliases: readonly string[]): string {
  if (aliases.length === 0) return ''
  return ` It loses its other names there: ${aliases.map((alias) => visibleText(alias)).join(', ')}.`
}

/** Older engines let two networks have one name. */
function inFull({ id, name }: NetworkSummary, all: readonly NetworkSummary[]): string {
  const isAlone = all.filter((other) => other.name === name).length === 1
  return isAlone ? name : `${name} (${shortId(id)})`
}

/** `host` and `none` are no networks that one could come to besides others. */
function canJoin(
  { id, name, driver }: NetworkSummary,
  networks: ShownContainer['networks'],
): boolean {
  if (driver === 'host' || driver === 'null') return false
  return !networks.some((known) => (known.networkId || name) === id || isByName(known, name))
}

/** A container that never started knows its network by name alone. */
function isByName({ networkId, name }: ContainerNetwork, other: string): boolean {
  return !networkId && name === other
}

function between({ name }: ShownContainer, network: NetworkRef, way: 'to' | 'from'): string {
  return `container "${visibleText(name)}" ${way} network "${visibleText(network.name)}"`
}
