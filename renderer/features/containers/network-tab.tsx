import { Network, Unplug } from 'lucide-react'
import { useRef } from 'react'
import { blockedReason, type ConnectionAccess } from '#features/connections'
import { visibleText } from '#shared/visible-text.ts'
import type { ContainerDetails, ContainerEndpoint } from '#shared/contract/containers.ts'
import { Button } from '#ui/button.tsx'
import { FactList, type Fact } from '#ui/fact-list.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { openObject } from '../../shell/route-state.ts'
import { asNetwork, connectNetwork, leaveNetwork } from './ask-network.ts'
import { AllPorts } from './port-links.tsx'
import type { ShownContainer } from './shown-container.ts'
import tabs from '#ui/table-tab.module.css'
import styles from './table-tab.module.css'

interface NetworkTabProps {
  readonly container: ShownContainer
  readonly details: ContainerDetails
  readonly access: ConnectionAccess
}

/** The networks that the container is on, with its addresses there. */
export function NetworkTab({ container, details, access }: NetworkTabProps) {
  const { connection } = container
  const { networkMode, ports, endpoints } = details
  const blocked = blockedReason(access, 'change')
  const connect = useRef<HTMLButtonElement>(null)
  const leave = async (endpoint: ContainerEndpoint) => {
    await leaveNetwork(container, asNetwork(endpoint, container))
    // The button that was pressed goes with its network.
    connect.current?.focus()
  }
  const facts: readonly Fact[] = [
    { label: 'Mode', value: networkMode || 'default', mono: true },
    { label: 'Ports', value: <AllPorts connection={connection} ports={ports} /> },
  ]
  return (
    <>
      <FactList facts={facts} />
      {ownsNetworks(networkMode) && (
        <div className={styles.above}>
          <Button
            ref={connect}
            icon={Network}
            aria-disabled={blocked !== undefined}
            data-tooltip={blocked}
            onClick={() => blocked === undefined && void connectNetwork(container)}
          >
            Connect to network…
          </Button>
        </div>
      )}
      {endpoints.map((endpoint) => (
        <section
          key={endpoint.name}
          aria-label={visibleText(endpoint.name)}
          className={styles.section}
        >
          <h3>
            <button
              type="button"
              className={tabs.link}
              onClick={() => openObject(connection, 'networks', endpoint.networkId)}
            >
              <SafeText text={endpoint.name} />
            </button>
            {ownsNetworks(networkMode) && (
              <IconButton
                small
                icon={Unplug}
                label={`Disconnect from ${visibleText(endpoint.name)}`}
                {...(blocked !== undefined && { hint: blocked })}
                aria-disabled={blocked !== undefined}
                onClick={() => blocked === undefined && void leave(endpoint)}
              />
            )}
          </h3>
          <FactList facts={endpointFacts(endpoint)} />
        </section>
      ))}
    </>
  )
}

/** One that shares the network of its host, or of another container, has none of its own. */
function ownsNetworks(mode: string): boolean {
  return mode !== 'host' && !mode.startsWith('container:')
}

function endpointFacts({ ip, gateway, macAddress, aliases }: ContainerEndpoint): readonly Fact[] {
  const line = (label: string, value: string) => (value ? [{ label, value, mono: true }] : [])
  return [
    ...line('Address', ip),
    ...line('Gateway', gateway),
    ...line('MAC address', macAddress),
    ...line('Aliases', aliases.join(', ')),
  ]
}
