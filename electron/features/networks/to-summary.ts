import type { NetworkSummary } from '#shared/contract/networks.ts'

interface RawPool {
  readonly Subnet?: string | null | undefined
  readonly Gateway?: string | null | undefined
}

/** One entry of `/networks`. */
export interface RawNetwork {
  readonly Id: string
  readonly Name: string
  readonly Driver?: string | null | undefined
  readonly Scope?: string | null | undefined
  readonly Internal?: boolean | null | undefined
  readonly EnableIPv6?: boolean | null | undefined
  readonly Created?: string | null | undefined
  readonly IPAM?: { readonly Config?: readonly RawPool[] | null | undefined } | null | undefined
  readonly Labels?: Readonly<Record<string, string>> | null | undefined
}

/** dockerd's own, those of Windows, of swarm, and Podman's. */
const PREDEFINED = new Set(['bridge', 'host', 'none', 'nat', 'ingress', 'podman'])

/** A network of the engine's list as the window shows it. */
export function toSummary(raw: RawNetwork): NetworkSummary {
  const pools = raw.IPAM?.Config ?? []
  return {
    id: raw.Id,
    name: raw.Name,
    driver: raw.Driver ?? '',
    scope: raw.Scope ?? '',
    internal: raw.Internal ?? false,
    ipv6: raw.EnableIPv6 ?? false,
    createdAt: toTime(raw.Created),
    subnets: pools.flatMap(({ Subnet }) => Subnet || []),
    gateways: pools.flatMap(({ Gateway }) => Gateway || []),
    labels: raw.Labels ?? {},
    predefined: PREDEFINED.has(raw.Name),
  }
}

/** Predefined networks of some engines were made in the year 1. */
function toTime(text: string | null | undefined): number {
  const time = Date.parse(text ?? '')
  return time > 0 ? time : 0
}
