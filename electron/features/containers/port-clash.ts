import type { PortBinding } from '#shared/run-spec/run-spec.ts'

interface Holder {
  /** Empty, `0.0.0.0` and `::` are every address. */
  readonly ip: string
  readonly port: number | undefined
  readonly protocol: string
}

const EVERY: ReadonlySet<string> = new Set(['', '0.0.0.0', '::'])

/** The one port of the host that it wants; nothing where any free one will do. */
export function hostPortOf({ hostPort }: PortBinding): number | undefined {
  const port = /^\d+$/.test(hostPort) ? Number(hostPort) : 0
  return port === 0 ? undefined : port
}

/** Whether the two cannot both have the port. */
export function clashesWith(binding: PortBinding, { ip, port, protocol }: Holder): boolean {
  if (hostPortOf(binding) !== port || binding.protocol !== protocol) return false
  return isSameAddress(binding.hostIp, ip)
}

/** An address of its own clashes with every address of its kind. */
function isSameAddress(wanted: string, held: string): boolean {
  if (wanted === '' || held === '') return true
  if (isV6(wanted) !== isV6(held)) return held === '::' || wanted === '::'
  return wanted === held || EVERY.has(wanted) || EVERY.has(held)
}

function isV6(ip: string): boolean {
  return ip.includes(':')
}
