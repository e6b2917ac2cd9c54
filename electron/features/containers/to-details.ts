import type {
  ContainerDetails,
  ContainerEndpoint,
  EnvVariable,
  PublishedPort,
} from '#shared/contract/containers.ts'
import { toStateFromInspect, type RawState } from './to-state.ts'
import {
  arrangePorts,
  nameOf,
  publishedPort,
  toMount,
  toNetwork,
  type RawEndpoint,
  type RawMount,
} from './to-summary.ts'

interface RawBinding {
  readonly HostIp?: string | null | undefined
  readonly HostPort?: string | null | undefined
}

type RawPortMap = Readonly<Record<string, readonly RawBinding[] | null>>

interface RawConfig {
  readonly Image?: string | null | undefined
  readonly Env?: readonly string[] | null | undefined
  readonly Labels?: Readonly<Record<string, string>> | null | undefined
  readonly WorkingDir?: string | null | undefined
  readonly User?: string | null | undefined
  readonly Hostname?: string | null | undefined
  readonly Tty?: boolean | null | undefined
  readonly StopTimeout?: number | null | undefined
}

/** The answer of `/containers/{id}/json`, as far as it is shown. */
export interface RawInspect {
  readonly Id: string
  readonly Name?: string | null | undefined
  readonly Image?: string | null | undefined
  readonly Created?: string | null | undefined
  readonly Path?: string | null | undefined
  readonly Args?: readonly string[] | null | undefined
  readonly RestartCount?: number | null | undefined
  readonly State?: RawState | null | undefined
  readonly Config?: RawConfig | null | undefined
  readonly HostConfig?:
    | {
        readonly NetworkMode?: string | null | undefined
        readonly Memory?: number | null | undefined
        readonly RestartPolicy?: { readonly Name?: string | null | undefined } | null | undefined
      }
    | null
    | undefined
  readonly Mounts?: readonly RawMount[] | null | undefined
  readonly NetworkSettings?:
    | {
        readonly Ports?: RawPortMap | null | undefined
        readonly Networks?: Readonly<Record<string, RawEndpoint | null>> | null | undefined
      }
    | null
    | undefined
}

/** Everything that the detail pane shows of a container. */
export function toDetails(raw: RawInspect): ContainerDetails {
  const state = raw.State ?? {}
  const config = raw.Config ?? {}
  return {
    id: raw.Id,
    name: nameOf(raw.Name ? [raw.Name] : [], raw.Id),
    image: config.Image ?? '',
    imageId: raw.Image ?? '',
    createdAt: toTime(raw.Created) ?? 0,
    ...timesOf(state),
    state: toStateFromInspect(state),
    error: state.Error ?? '',
    oomKilled: state.OOMKilled ?? false,
    exitCode: state.ExitCode ?? 0,
    memoryLimit: raw.HostConfig?.Memory ?? 0,
    restartCount: raw.RestartCount ?? 0,
    restartPolicy: raw.HostConfig?.RestartPolicy?.Name || 'no',
    command: [raw.Path ?? '', ...(raw.Args ?? [])].filter((word, at) => at > 0 || word !== ''),
    workingDir: config.WorkingDir ?? '',
    user: config.User ?? '',
    hostname: config.Hostname ?? '',
    tty: config.Tty ?? false,
    env: (config.Env ?? []).map(toVariable),
    labels: config.Labels ?? {},
    mounts: (raw.Mounts ?? []).map(toMount),
    ports: toPorts(raw.NetworkSettings?.Ports ?? {}),
    networkMode: raw.HostConfig?.NetworkMode ?? '',
    endpoints: Object.entries(raw.NetworkSettings?.Networks ?? {}).map(toEndpoint),
    json: JSON.stringify(raw, undefined, 2),
  }
}

function timesOf({
  StartedAt,
  FinishedAt,
}: RawState): Pick<ContainerDetails, 'startedAt' | 'finishedAt'> {
  const startedAt = toTime(StartedAt)
  const finishedAt = toTime(FinishedAt)
  return {
    ...(startedAt === undefined ? {} : { startedAt }),
    ...(finishedAt === undefined ? {} : { finishedAt }),
  }
}

/** Engines say "never" as the year 1. */
export function toTime(text: string | null | undefined): number | undefined {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) || time <= 0 ? undefined : time
}

function toVariable(entry: string): EnvVariable {
  const at = entry.indexOf('=')
  return at < 0
    ? { name: entry, value: '' }
    : { name: entry.slice(0, at), value: entry.slice(at + 1) }
}

/** `{ "80/tcp": [{ HostIp, HostPort }], "9000/tcp": null }` as a list. */
function toPorts(ports: RawPortMap): readonly PublishedPort[] {
  return arrangePorts(Object.entries(ports).flatMap(([key, bindings]) => toPort(key, bindings)))
}

function toPort(key: string, bindings: readonly RawBinding[] | null): readonly PublishedPort[] {
  const [port = '', protocol = 'tcp'] = key.split('/')
  const published = bindings?.length ? bindings : [{}]
  return published.map(({ HostIp, HostPort }: RawBinding) =>
    publishedPort(Number(port), protocol, HostIp ?? '', Number(HostPort) || undefined),
  )
}

function toEndpoint(entry: readonly [string, RawEndpoint | null]): ContainerEndpoint {
  const [, raw] = entry
  return {
    ...toNetwork(entry),
    gateway: raw?.Gateway ?? '',
    macAddress: raw?.MacAddress ?? '',
    aliases: raw?.Aliases ?? [],
  }
}
