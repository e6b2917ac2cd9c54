import type {
  DeviceFigure,
  NotCarried,
  PortBinding,
  RunSpec,
  SpecMount,
  StringMap,
} from '../run-spec.ts'
import { BadValue } from '../values/bad-value.ts'
import { parseVolume } from '../values/bind-text.ts'
import { gpuText } from '../values/gpu-text.ts'
import { copyFields, unknownFields, type SpecPart } from './copy-fields.ts'
import { DEVICE_FIELDS, HOST_FIELDS } from './fields.ts'
import type { EngineDefaults, RawHostConfig, RawMountSpec } from './raw-inspect.ts'
import { withoutEmpty } from './without-empty.ts'

/** What dockerd gives `/dev/shm` of itself. */
const USUAL_SHM_BYTES = 64 * 1024 * 1024

/** Podman 4 tells of `RLIMIT_NOFILE`, and takes only `nofile`. */
const PODMAN_ULIMIT = /^RLIMIT_/

const OTHERS = [
  'NetworkMode',
  'PortBindings',
  'Binds',
  'Mounts',
  'Links',
  'RestartPolicy',
  'LogConfig',
  'Ulimits',
  'Devices',
  'DeviceRequests',
  'MaskedPaths',
  'ReadonlyPaths',
  // Where a CLI noted the id, and how wide its window was.
  'ContainerIDFile',
  'ConsoleSize',
  // Podman's words for what the engine's other fields say.
  'Cgroups',
  'CgroupManager',
  'CgroupMode',
  'UserNS',
  'IDMappings',
]
const KNOWN: ReadonlySet<string> = new Set([
  ...Object.keys(HOST_FIELDS),
  ...Object.keys(DEVICE_FIELDS),
  ...OTHERS,
])

/** What a container's `HostConfig` says beyond what its engine gives by itself. */
export function hostConfigOf(raw: RawHostConfig, engine: EngineDefaults): SpecPart {
  const binds = bindsOf(raw)
  const gpus = gpusOf(raw)
  return {
    part: {
      ...copyFields(raw, HOST_FIELDS, (field, value) => isDefault(field, value, raw, engine)),
      securityOpt: securityOf(raw),
      portBindings: portsOf(raw),
      ...binds.part,
      ...gpus.part,
      mounts: (raw.Mounts ?? []).map(mountOf),
      links: (raw.Links ?? []).map(linkText),
      ...restartOf(raw),
      ...logOf(raw, engine),
      ulimits: (raw.Ulimits ?? []).map(({ Name = '', Soft = 0, Hard = 0 }) => ({
        name: Name.replace(PODMAN_ULIMIT, '').toLowerCase(),
        soft: Soft,
        hard: Hard,
      })),
      devices: (raw.Devices ?? []).map(
        ({ PathOnHost = '', PathInContainer, CgroupPermissions = 'rwm' }) => ({
          pathOnHost: PathOnHost,
          pathInContainer: PathInContainer || PathOnHost,
          cgroupPermissions: CgroupPermissions,
        }),
      ),
      ...figuresOf(raw),
    },
    notCarried: [...binds.notCarried, ...gpus.notCarried, ...unknownFields(raw, KNOWN)],
  }
}

function isDefault(
  field: string,
  value: unknown,
  raw: RawHostConfig,
  engine: EngineDefaults,
): boolean {
  switch (field) {
    case 'ShmSize':
      return value === USUAL_SHM_BYTES
    case 'MemorySwap':
      // Twice the memory is what it is where nothing was said.
      return value === 2 * Number(raw['Memory'] ?? 0)
    case 'MemorySwappiness':
      return value === -1
    case 'IpcMode':
      return value === 'private'
    case 'CgroupnsMode':
      return value === engine.cgroupnsMode
    case 'Runtime':
      return value === (engine.runtime ?? 'runc')
    case 'Isolation':
      return value === 'default'
    default:
      return false
  }
}

/** dockerd adds the label to those that are kept apart from nothing. */
function securityOf(raw: RawHostConfig): readonly string[] {
  const isOpen =
    raw['Privileged'] === true || raw['PidMode'] === 'host' || raw['IpcMode'] === 'host'
  const options = (raw.SecurityOpt ?? []).filter((option) => !isOpen || option !== 'label=disable')
  const isNone = (paths: unknown) => Array.isArray(paths) && paths.length === 0
  const isUnmasked =
    raw['Privileged'] !== true && isNone(raw.MaskedPaths) && isNone(raw.ReadonlyPaths)
  return isUnmasked ? [...options, 'systempaths=unconfined'] : options
}

function portsOf({ PortBindings }: RawHostConfig): readonly PortBinding[] {
  return Object.entries(PortBindings ?? {}).flatMap(([key, bindings]) => {
    const [port = '', protocol = 'tcp'] = key.split('/')
    return (bindings ?? []).map(({ HostIp, HostPort }) => ({
      hostIp: HostIp ?? '',
      hostPort: HostPort ?? '',
      containerPort: Number(port),
      protocol,
    }))
  })
}

function bindsOf({ Binds }: RawHostConfig): SpecPart {
  const notCarried: NotCarried[] = []
  const binds = (Binds ?? []).flatMap((text) => {
    try {
      const parsed = parseVolume(text)
      return parsed.kind === 'bind' ? [parsed.bind] : []
    } catch (cause) {
      if (!(cause instanceof BadValue)) throw cause
      notCarried.push({ name: `Binds ${text}`, why: cause.message })
      return []
    }
  })
  return { part: { binds }, notCarried }
}

function gpusOf({ DeviceRequests }: RawHostConfig): SpecPart {
  const [first, ...others] = (DeviceRequests ?? []).map(gpuText)
  const isAllSaid = others.length === 0 && (first !== undefined || !DeviceRequests?.length)
  return {
    part: first === undefined ? {} : { gpus: first },
    notCarried: isAllSaid
      ? []
      : [{ name: 'DeviceRequests', why: 'only one request, for GPUs, can be said' }],
  }
}

function mountOf(raw: RawMountSpec): SpecMount {
  const { BindOptions: bind, VolumeOptions: volume, TmpfsOptions: tmpfs } = raw
  // The target is there: `withoutEmpty` forgets what it is given.
  return withoutEmpty({
    type: raw.Type,
    source: raw.Source,
    target: raw.Target,
    readOnly: raw.ReadOnly,
    consistency: raw.Consistency,
    bindOptions:
      bind &&
      withoutEmpty({
        propagation: bind.Propagation,
        nonRecursive: bind.NonRecursive,
        createMountpoint: bind.CreateMountpoint,
        readOnlyNonRecursive: bind.ReadOnlyNonRecursive,
        readOnlyForceRecursive: bind.ReadOnlyForceRecursive,
      }),
    volumeOptions:
      volume &&
      withoutEmpty({
        noCopy: volume.NoCopy,
        labels: volume.Labels,
        driverName: volume.DriverConfig?.Name,
        driverOptions: volume.DriverConfig?.Options,
        subpath: volume.Subpath,
      }),
    tmpfsOptions: tmpfs && withoutEmpty({ sizeBytes: tmpfs.SizeBytes, mode: tmpfs.Mode }),
    imageSubpath: raw.ImageOptions?.Subpath,
  }) as unknown as SpecMount
}

/** `/db:/web/alias` is how the engine keeps `db:alias`. */
function linkText(link: string): string {
  const [source = '', alias = ''] = link.split(':')
  return `${source.replace(/^\//, '')}:${alias.slice(alias.lastIndexOf('/') + 1)}`
}

function restartOf({ RestartPolicy }: RawHostConfig): Pick<RunSpec, 'restartPolicy'> {
  const { Name, MaximumRetryCount } = RestartPolicy ?? {}
  if (!Name || Name === 'no') return {}
  return {
    restartPolicy: {
      name: Name,
      ...(MaximumRetryCount && { maximumRetryCount: MaximumRetryCount }),
    },
  }
}

function logOf(
  { LogConfig }: RawHostConfig,
  { logDriver = 'json-file' }: EngineDefaults,
): Pick<RunSpec, 'logConfig'> {
  const config: StringMap = LogConfig?.Config ?? {}
  const type = LogConfig?.Type === logDriver ? undefined : LogConfig?.Type || undefined
  if (type === undefined && Object.keys(config).length === 0) return {}
  return { logConfig: { ...(type !== undefined && { type }), config } }
}

function figuresOf(raw: RawHostConfig): Partial<RunSpec> {
  return Object.fromEntries(
    Object.entries(DEVICE_FIELDS).map(([field, [key, unit]]) => [
      key,
      ((raw[field] ?? []) as readonly Readonly<Record<string, string | number>>[]).map(
        (one): DeviceFigure => ({ path: String(one['Path']), figure: Number(one[unit]) }),
      ),
    ]),
  )
}
