import type { DeviceRequest } from '../values/gpu-text.ts'

type Maybe<Value> = Value | null | undefined
type Strings = Maybe<readonly string[]>
type Map<Value> = Maybe<Readonly<Record<string, Value>>>

export interface RawHealthcheck {
  readonly Test?: Strings
  readonly Interval?: Maybe<number>
  readonly Timeout?: Maybe<number>
  readonly StartPeriod?: Maybe<number>
  readonly StartInterval?: Maybe<number>
  readonly Retries?: Maybe<number>
}

/** `Config` of a container or an image, as far as it is more than a field to be copied. */
export interface RawConfig {
  readonly [field: string]: unknown
  readonly Image?: Maybe<string>
  readonly Env?: Strings
  readonly Cmd?: Strings
  readonly Entrypoint?: Strings
  readonly Labels?: Map<string>
  readonly ExposedPorts?: Map<unknown>
  readonly Volumes?: Map<unknown>
  readonly Healthcheck?: Maybe<RawHealthcheck>
  readonly Hostname?: Maybe<string>
  readonly MacAddress?: Maybe<string>
  readonly AttachStdin?: Maybe<boolean>
  readonly AttachStdout?: Maybe<boolean>
  readonly AttachStderr?: Maybe<boolean>
  readonly OpenStdin?: Maybe<boolean>
}

export interface RawMountSpec {
  readonly Type?: Maybe<string>
  readonly Source?: Maybe<string>
  readonly Target?: Maybe<string>
  readonly ReadOnly?: Maybe<boolean>
  readonly Consistency?: Maybe<string>
  readonly BindOptions?: Maybe<{
    readonly Propagation?: Maybe<string>
    readonly NonRecursive?: Maybe<boolean>
    readonly CreateMountpoint?: Maybe<boolean>
    readonly ReadOnlyNonRecursive?: Maybe<boolean>
    readonly ReadOnlyForceRecursive?: Maybe<boolean>
  }>
  readonly VolumeOptions?: Maybe<{
    readonly NoCopy?: Maybe<boolean>
    readonly Labels?: Map<string>
    readonly DriverConfig?: Maybe<{ readonly Name?: Maybe<string>; readonly Options?: Map<string> }>
    readonly Subpath?: Maybe<string>
  }>
  readonly TmpfsOptions?: Maybe<{
    readonly SizeBytes?: Maybe<number>
    readonly Mode?: Maybe<number>
  }>
  readonly ImageOptions?: Maybe<{ readonly Subpath?: Maybe<string> }>
}

export interface RawHostConfig {
  readonly [field: string]: unknown
  readonly NetworkMode?: Maybe<string>
  readonly PortBindings?: Map<
    Maybe<readonly { readonly HostIp?: Maybe<string>; readonly HostPort?: Maybe<string> }[]>
  >
  readonly Binds?: Strings
  readonly Mounts?: Maybe<readonly RawMountSpec[]>
  readonly Links?: Strings
  readonly SecurityOpt?: Strings
  readonly MaskedPaths?: Strings
  readonly ReadonlyPaths?: Strings
  readonly RestartPolicy?: Maybe<{
    readonly Name?: Maybe<string>
    readonly MaximumRetryCount?: Maybe<number>
  }>
  readonly LogConfig?: Maybe<{ readonly Type?: Maybe<string>; readonly Config?: Map<string> }>
  readonly Ulimits?: Maybe<
    readonly { readonly Name?: string; readonly Soft?: number; readonly Hard?: number }[]
  >
  readonly Devices?: Maybe<
    readonly {
      readonly PathOnHost?: string
      readonly PathInContainer?: string
      readonly CgroupPermissions?: string
    }[]
  >
  readonly DeviceRequests?: Maybe<readonly DeviceRequest[]>
}

export interface RawSpecEndpoint {
  readonly NetworkID?: Maybe<string>
  readonly Aliases?: Strings
  readonly Links?: Strings
  readonly DriverOpts?: Map<string>
  readonly GwPriority?: Maybe<number>
  readonly IPAMConfig?: Maybe<{
    readonly IPv4Address?: Maybe<string>
    readonly IPv6Address?: Maybe<string>
    readonly LinkLocalIPs?: Strings
  }>
}

/** The answer of `/containers/{id}/json`, as far as it says how the container was made. */
export interface RawContainer {
  readonly Id: string
  readonly Name?: Maybe<string>
  readonly Config?: Maybe<RawConfig>
  readonly HostConfig?: Maybe<RawHostConfig>
  readonly NetworkSettings?: Maybe<{ readonly Networks?: Map<RawSpecEndpoint | null> }>
}

/** What an engine gives every container that says nothing of it: from `/info`. */
export interface EngineDefaults {
  /** The name of its host, which containers in the host's network bear. */
  readonly hostname?: string
  readonly runtime?: string
  readonly logDriver?: string
  readonly cgroupnsMode?: string
}
