import type { RunSpec, SpecNetwork } from '#shared/run-spec/run-spec.ts'
import { visibleText } from '#shared/visible-text.ts'
import { engine } from '../../ipc/client.ts'
import { runContainer } from './run-container.ts'
import type { ShownContainer } from './shown-container.ts'
import { withoutToolLabels } from './tool-labels.ts'

/** Opens the form of a new container with all that this one was made with, but for its name. */
export async function duplicateContainer({ connection, id, name }: ShownContainer): Promise<void> {
  const { spec, notCarried } = await engine.containers.spec({ connection, id })
  const shared = sharedStorage(spec)
  await runContainer({
    connection,
    title: `Duplicate container "${visibleText(name)}"`,
    // Compose would take another one with its labels for its own.
    spec: {
      ...withoutToolLabels(spec),
      name: `${name}-copy`,
      detach: true,
      networks: spec.networks.map(withoutAddresses),
    },
    notes: [
      ...notCarried.map((one) => `Not carried over: ${visibleText(one.name)}, as ${one.why}.`),
      ...(spec.networks.some(hasAddress)
        ? ['Its own addresses in networks were left out: no two containers can share them.']
        : []),
      ...(shared.length > 0
        ? [
            `Both would write to the same storage: ${shared.map(visibleText).join(', ')}. Give the new one its own where that must not be.`,
          ]
        : []),
    ],
  })
}

/** Volumes by name, and folders of the host. */
function sharedStorage({ binds, mounts }: RunSpec): readonly string[] {
  return [...binds, ...mounts].flatMap(({ source }) => source ?? [])
}

function hasAddress({ ipv4Address, ipv6Address, macAddress, linkLocalIps }: SpecNetwork): boolean {
  return (ipv4Address ?? ipv6Address ?? macAddress) !== undefined || linkLocalIps.length > 0
}

function withoutAddresses(network: SpecNetwork): SpecNetwork {
  const { ipv4Address: _v4, ipv6Address: _v6, macAddress: _mac, ...rest } = network
  return { ...rest, linkLocalIps: [] }
}
