import type { Connection } from '#shared/contract/connections.ts'
import type { PublishedPort } from '#shared/contract/containers.ts'

/** A published port as it is written: `8080:80`, with the protocol where it is not TCP. */
export interface PortText {
  readonly key: string
  readonly text: string
  /** Where a browser finds it; none for what a browser does not speak. */
  readonly url?: string
}

/**
 * Published ports in order, each once: engines list IPv4 and IPv6 of the same one apart.
 * `engineHost` is the engine's machine as a browser here finds it, if that is known.
 */
export function portTexts(
  ports: readonly PublishedPort[],
  engineHost: string | undefined,
): readonly PortText[] {
  const published = ports.filter(({ hostPort }) => hostPort !== undefined)
  const texts = published.toSorted(byHostPort).map((port) => portText(port, engineHost))
  return [...new Map(texts.map((port) => [port.key, port])).values()]
}

/** Ports that the image only names, as `80` or `53/udp`. */
export function exposedTexts(ports: readonly PublishedPort[]): readonly string[] {
  const exposed = ports.filter(({ hostPort }) => hostPort === undefined)
  return [...new Set(exposed.map((port) => `${port.containerPort}${suffix(port)}`))]
}

/**
 * Where a connection's published ports are found from here. Unknown behind an ssh alias; an engine
 * in a VM of this machine has them at the VM's own address, where it is reached by that.
 */
export function engineHostOf({ remote, kind, endpoint }: HostSource): string | undefined {
  if (kind !== 'tcp' && kind !== 'tls') return remote ? undefined : HERE
  // The docker CLI takes `192.168.1.5:2375` as well.
  const url = endpoint.includes('://') ? endpoint : `tcp://${endpoint}`
  const host = URL.canParse(url) ? new URL(url).hostname : ''
  if (host === '') return undefined
  return host === HERE || LOOPBACK.has(host) || host === '[::1]' ? HERE : host
}

type HostSource = Pick<Connection, 'remote' | 'kind' | 'endpoint'>

function portText(port: PublishedPort, engineHost: string | undefined): PortText {
  const text = `${hostOf(port)}${port.hostPort}:${port.containerPort}${suffix(port)}`
  const host = port.protocol === 'tcp' ? browserHost(port, engineHost) : undefined
  const url = host && `http://${host}:${port.hostPort}`
  return { key: text, text, ...(url !== undefined && { url }) }
}

const HERE = 'localhost'
const EVERY_ADDRESS: ReadonlySet<string> = new Set(['', '0.0.0.0', '::'])
const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/
const IPV6 = /^[\da-f]*:[\da-f:.]*$/i
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', '::1'])

/** Every address needs no telling; any other one does. */
function hostOf({ hostIp }: PublishedPort): string {
  if (EVERY_ADDRESS.has(hostIp)) return ''
  return hostIp.includes(':') ? `[${hostIp}]:` : `${hostIp}:`
}

/** A hostile engine could write any place of the web there: only addresses are followed. */
function browserHost({ hostIp }: PublishedPort, engineHost: string | undefined) {
  if (EVERY_ADDRESS.has(hostIp)) return engineHost
  // Only programs on the engine's own machine reach it there.
  if (LOOPBACK.has(hostIp)) return engineHost === HERE ? HERE : undefined
  if (IPV6.test(hostIp)) return `[${hostIp}]`
  return IPV4.test(hostIp) ? hostIp : undefined
}

function suffix({ protocol }: PublishedPort): string {
  return protocol === 'tcp' ? '' : `/${protocol}`
}

function byHostPort(a: PublishedPort, b: PublishedPort): number {
  return (a.hostPort ?? 0) - (b.hostPort ?? 0) || a.containerPort - b.containerPort
}
