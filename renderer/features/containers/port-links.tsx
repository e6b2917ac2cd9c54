import type { MouseEvent } from 'react'
import { useConnection } from '#features/connections'
import { engine } from '../../ipc/client.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { PublishedPort } from '#shared/contract/containers.ts'
import { SafeText } from '#ui/safe-text.tsx'
import styles from './port-links.module.css'
import { engineHostOf, exposedTexts, portTexts, type PortText } from './port-text.ts'

export interface PortsProps {
  readonly connection: string
  readonly ports: readonly PublishedPort[]
}

/** Published ports; those that a browser can find from here are links. */
export function PortLinks({ connection, ports }: PortsProps) {
  const found = useConnection(connection)
  return (
    <span className={styles.ports}>
      {portTexts(ports, found && engineHostOf(found)).map((port) => (
        <Port key={port.key} port={port} />
      ))}
    </span>
  )
}

/** Every port of a container: the published as links, then those that are not. */
export function AllPorts({ connection, ports }: PortsProps) {
  const published = ports.filter(({ hostPort }) => hostPort !== undefined)
  const exposed = exposedTexts(ports)
  if (ports.length === 0) return 'none'
  return (
    <span className={styles.all}>
      {published.length > 0 && <PortLinks connection={connection} ports={published} />}
      {exposed.length > 0 && (
        <span>
          <SafeText text={exposed.join(', ')} /> not published
        </span>
      )}
    </span>
  )
}

function Port({ port: { text, url } }: { readonly port: PortText }) {
  if (url === undefined) return <SafeText text={text} />
  return (
    <a
      href={url}
      data-tooltip={`Open ${visibleText(url)}. Alt copies it.`}
      onClick={(event) => follow(event, url)}
    >
      <SafeText text={text} />
    </a>
  )
}

/** The page itself goes nowhere: the system's browser does. */
function follow(event: MouseEvent, url: string) {
  event.preventDefault()
  if (event.altKey) void engine.desktop.copyText({ text: url })
  else void engine.desktop.openLink({ url, ask: false })
}
