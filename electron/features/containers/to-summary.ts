import type {
  Aside,
  ContainerMount,
  ContainerNetwork,
  ContainerSummary,
  PublishedPort,
} from '#shared/contract/containers.ts'
import { ownName, parseParkedName, type ParkedName } from '#shared/parking/parked-name.ts'
import { toStateFromList } from './to-state.ts'

interface RawPort {
  readonly IP?: string | null | undefined
  readonly PrivatePort?: number | null | undefined
  readonly PublicPort?: number | null | undefined
  readonly Type?: string | null | undefined
}

export interface RawEndpoint {
  readonly NetworkID?: string | null | undefined
  readonly IPAddress?: string | null | undefined
  readonly Gateway?: string | null | undefined
  readonly MacAddress?: string | null | undefined
  readonly Aliases?: readonly string[] | null | undefined
}

export interface RawMount {
  readonly Type?: string | null | undefined
  readonly Name?: string | null | undefined
  readonly Source?: string | null | undefined
  readonly Destination?: string | null | undefined
  readonly RW?: boolean | null | undefined
}

/** One entry of `/containers/json`. Podman says null, or nothing, for what is empty. */
export interface RawContainer {
  readonly Id: string
  readonly Names?: readonly string[] | null | undefined
  readonly Image?: string | null | undefined
  readonly ImageID?: string | null | undefined
  readonly Command?: string | null | undefined
  readonly Created?: number | null | undefined
  readonly State?: string | null | undefined
  readonly Status?: string | null | undefined
  readonly Ports?: readonly RawPort[] | null | undefined
  readonly Labels?: Readonly<Record<string, string>> | null | undefined
  readonly NetworkSettings?:
    | {
        readonly Networks?: Readonly<Record<string, RawEndpoint | null>> | null | undefined
      }
    | null
    | undefined
  readonly Mounts?: readonly RawMount[] | null | undefined
}

const MS_PER_S = 1000

/** A container of the engine's list as the window of this owner shows it; see `ownerTag`. */
export function toSummary(raw: RawContainer, owner?: string): ContainerSummary {
  const name = engineName(raw.Names, raw.Id)
  const parked = parseParkedName(name)
  return {
    id: raw.Id,
    name: parked?.name ?? name,
    image: raw.Image ?? '',
    imageId: raw.ImageID ?? '',
    command: raw.Command ?? '',
    createdAt: (raw.Created ?? 0) * MS_PER_S,
    state: toStateFromList(raw.State ?? '', raw.Status ?? ''),
    status: raw.Status ?? '',
    ports: arrangePorts((raw.Ports ?? []).map(toPort)),
    labels: raw.Labels ?? {},
    networks: Object.entries(raw.NetworkSettings?.Networks ?? {}).map(toNetwork),
    mounts: (raw.Mounts ?? []).map(toMount),
    ...(parked && { aside: toAside(parked, owner) }),
  }
}

function toAside({ kind, was, time, owner }: ParkedName, self: string | undefined): Aside {
  const isUnderWay = kind === 'replacing' || kind === 'new'
  return {
    kind,
    isOurs: owner === self,
    willRun: was !== 'stopped',
    ...(!isUnderWay && { until: time }),
  }
}

/** What people call it, also while it is put aside under another name. */
export function nameOf(names: readonly string[] | null | undefined, id: string): string {
  return ownName(engineName(names, id))
}

/** Links add names such as `/web/db`: the container's own has one slash. */
function engineName(names: readonly string[] | null | undefined, id: string): string {
  const own = names?.find((name) => name.lastIndexOf('/') <= 0) ?? names?.[0] ?? id.slice(0, 12)
  return own.replace(/^\//, '')
}

/** One mount, of a list or an inspect. */
export function toMount(raw: RawMount): ContainerMount {
  return {
    type: raw.Type ?? '',
    name: raw.Name ?? '',
    source: raw.Source ?? '',
    destination: raw.Destination ?? '',
    writable: raw.RW ?? false,
  }
}

/** One endpoint under its network's name, of a list or an inspect. */
export function toNetwork([name, raw]: readonly [string, RawEndpoint | null]): ContainerNetwork {
  return { name, networkId: raw?.NetworkID ?? '', ip: raw?.IPAddress ?? '' }
}

/** In order, each once: engines list IPv4 and IPv6 of "every address" apart. */
export function arrangePorts(ports: readonly PublishedPort[]): readonly PublishedPort[] {
  const byText = new Map(ports.map((port) => [JSON.stringify(port), port]))
  return [...byText.values()].toSorted(byPort)
}

/** Engines write "every address" as one of these. */
const EVERY_ADDRESS = new Set(['0.0.0.0', '::'])

/** One port; without a host port it is only exposed. */
export function publishedPort(
  containerPort: number,
  protocol: string,
  hostIp: string,
  hostPort: number | undefined,
): PublishedPort {
  const address = EVERY_ADDRESS.has(hostIp) ? '' : hostIp
  const port = { hostIp: address, containerPort, protocol }
  return hostPort ? { ...port, hostPort } : port
}

function byPort(a: PublishedPort, b: PublishedPort): number {
  return (
    a.containerPort - b.containerPort ||
    (a.hostPort ?? 0) - (b.hostPort ?? 0) ||
    a.hostIp.localeCompare(b.hostIp)
  )
}

function toPort(raw: RawPort): PublishedPort {
  return publishedPort(
    raw.PrivatePort ?? 0,
    raw.Type ?? 'tcp',
    raw.IP ?? '',
    raw.PublicPort ?? undefined,
  )
}
