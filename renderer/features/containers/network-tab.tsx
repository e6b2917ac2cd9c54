import { openObject } from '../../shell/route-state.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { ContainerDetails, ContainerEndpoint } from '#shared/contract/containers.ts'
import { FactList, type Fact } from '#ui/fact-list.tsx'
import { SafeText } from '#ui/safe-text.tsx'
import { AllPorts } from './port-links.tsx'
import styles from './table-tab.module.css'

interface NetworkTabProps {
  readonly connection: string
  readonly details: ContainerDetails
}

/** The networks that the container is on, with its addresses there. */
export function NetworkTab({ connection, details }: NetworkTabProps) {
  const { networkMode, ports, endpoints } = details
  const facts: readonly Fact[] = [
    { label: 'Mode', value: networkMode || 'default', mono: true },
    { label: 'Ports', value: <AllPorts connection={connection} ports={ports} /> },
  ]
  return (
    <>
      <FactList facts={facts} />
      {endpoints.map((endpoint) => (
        <section
          key={endpoint.name}
          aria-label={visibleText(endpoint.name)}
          className={styles.section}
        >
          <h3>
            <button
              type="button"
              className={styles.link}
              onClick={() => openObject(connection, 'networks', endpoint.networkId)}
            >
              <SafeText text={endpoint.name} />
            </button>
          </h3>
          <FactList facts={endpointFacts(endpoint)} />
        </section>
      ))}
    </>
  )
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
