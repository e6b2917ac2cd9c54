import type { PortBinding } from '../run-spec.ts'
import { BadValue } from './bad-value.ts'
import { splitCsv } from './csv.ts'
import { parsePair } from './pairs.ts'

const MAX_PORT = 65_535
const PROTOCOLS: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp'])

/** A published port has a host address, a host part and a container part; brackets hold IPv6. */
const PUBLISHED = /^(?:(?:\[([^\]]*)\]|([^:[\]]*)):(?=[^:]*:))?(?:([^:]*):)?([^:]*)$/

const HOST_IP = /^(\d{1,3}(\.\d{1,3}){3}|[\da-fA-F]*:[\da-fA-F]*:[\da-fA-F:.]*(%\w+)?)$/

interface Range {
  readonly first: number
  readonly last: number
}

/** `127.0.0.1:8080:80/tcp`, ranges, and `target=80,published=8080`: each port for itself. */
export function parsePublished(text: string): readonly PortBinding[] {
  if (text.includes('=')) return parseLongForm(text)
  const [, spot = text, protocol = 'tcp'] = /^([^/]*)(?:\/(.*))?$/.exec(text) ?? []
  const { hostIp, hostPort, port } = splitSpot(spot, text)
  return bindingsOf(hostIp, hostPort, port, protocol)
}

/** `80`, `80/udp` or `8000-8010` of `--expose`, each port for itself. */
export function parseExposed(text: string): readonly string[] {
  const [, ports = text, protocol = 'tcp'] = /^([^/]*)(?:\/(.*))?$/.exec(text) ?? []
  return numbersOf(parseRange(ports)).map((port) => `${port}/${checkProtocol(protocol)}`)
}

/** The values of `--publish` for these; neighbours go together as a range. */
export function publishedTexts(bindings: readonly PortBinding[]): readonly string[] {
  const runs: PortBinding[][] = []
  for (const binding of bindings) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run && last && isNext(last, binding)) run.push(binding)
    else runs.push([binding])
  }
  return runs.map(runText)
}

function splitSpot(spot: string, text: string) {
  const colons = spot.split(':').length - 1
  // A host address of IPv6 without brackets has more colons than there are parts.
  if (colons > 2 && !spot.startsWith('[')) {
    const parts = spot.split(':')
    const [hostPort = '', port = ''] = parts.slice(-2)
    return { hostIp: parts.slice(0, -2).join(':'), hostPort, port }
  }
  const match = PUBLISHED.exec(spot)
  if (!match) throw new BadValue(`"${text}" is no port: write host:container, such as 8080:80`)
  const [, bracketed, plain, hostPort = '', port = ''] = match
  return { hostIp: bracketed || plain || '', hostPort, port }
}

function bindingsOf(
  hostIp: string,
  hostPort: string,
  port: string,
  protocol: string,
): readonly PortBinding[] {
  if (hostIp !== '' && !HOST_IP.test(hostIp)) {
    throw new BadValue(`"${hostIp}" is no IP address of the host`)
  }
  const inside = parseRange(port)
  const ports = numbersOf(inside)
  const known = checkProtocol(protocol)
  const bind = (containerPort: number, hostPort: string): PortBinding => ({
    hostIp,
    hostPort,
    containerPort,
    protocol: known,
  })
  if (hostPort === '') return ports.map((containerPort) => bind(containerPort, ''))
  const outside = parseRange(hostPort)
  if (ports.length === 1) return [bind(inside.first, rangeText(outside.first, outside.last))]
  if (outside.last - outside.first !== inside.last - inside.first) {
    throw new BadValue(`the ranges ${hostPort} and ${port} are not equally long`)
  }
  const offset = outside.first - inside.first
  return ports.map((containerPort) => bind(containerPort, String(containerPort + offset)))
}

function parseLongForm(text: string): readonly PortBinding[] {
  const fields = new Map(splitCsv(text).map(parsePair))
  const unknown = [...fields.keys()].find(
    (key) => !/^(target|published|protocol|mode|host_ip)$/.test(key),
  )
  if (unknown !== undefined) throw new BadValue(`"${unknown}" is no part of a port`)
  const target = fields.get('target')
  if (target === undefined)
    throw new BadValue(`"${text}" does not say target=, the port in the container`)
  return bindingsOf(
    fields.get('host_ip') ?? '',
    fields.get('published') ?? '',
    target,
    fields.get('protocol') ?? 'tcp',
  )
}

function checkProtocol(protocol: string): string {
  const known = protocol.toLowerCase()
  if (!PROTOCOLS.has(known)) throw new BadValue(`"${protocol}" is no protocol: tcp, udp or sctp`)
  return known
}

function parseRange(text: string): Range {
  const [, first, last = first] = /^(\d+)(?:-(\d+))?$/.exec(text) ?? []
  if (first === undefined)
    throw new BadValue(
      text === '' ? 'the port in the container is missing' : `"${text}" is no port number`,
    )
  const range = { first: Number(first), last: Number(last) }
  if (range.last > MAX_PORT)
    throw new BadValue(`${text} is too high: the highest port is ${MAX_PORT}`)
  if (range.first > range.last) throw new BadValue(`the range ${text} runs backwards`)
  return range
}

function numbersOf({ first, last }: Range): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, at) => first + at)
}

function isNext(last: PortBinding, next: PortBinding): boolean {
  const isBeside = /^\d+$/.test(last.hostPort)
    ? Number(next.hostPort) === Number(last.hostPort) + 1
    : last.hostPort === '' && next.hostPort === ''
  return (
    isBeside &&
    next.containerPort === last.containerPort + 1 &&
    next.hostIp === last.hostIp &&
    next.protocol === last.protocol
  )
}

function runText(run: readonly PortBinding[]): string {
  const [first, last = first] = [run[0], run.at(-1)]
  if (!first || !last) return ''
  const { hostIp, protocol } = first
  const ip = hostIp.includes(':') ? `[${hostIp}]` : hostIp
  const host = run.length === 1 ? first.hostPort : rangeText(first.hostPort, last.hostPort)
  const inside = rangeText(first.containerPort, last.containerPort)
  const outside = ip !== '' ? `${ip}:${host}:` : host && `${host}:`
  return `${outside}${inside}${protocol === 'tcp' ? '' : `/${protocol}`}`
}

function rangeText(first: number | string, last: number | string): string {
  return String(first) === String(last) ? String(first) : `${first}-${last}`
}
