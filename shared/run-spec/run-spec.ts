/** `NAME=value`. Without a value: docker takes the shell's own, or takes the image's away. */
export interface SpecVariable {
  readonly name: string
  readonly value?: string
}

/** One port of the container on the host. */
export interface PortBinding {
  /** Empty: every address of the host. */
  readonly hostIp: string
  /** `8080`; `8000-8010` for any free one of these; empty for any free one. */
  readonly hostPort: string
  readonly containerPort: number
  /** `tcp`, `udp` or `sctp`. */
  readonly protocol: string
}

/** What `--volume` mounts: a path of the host, which is made if it is missing, or a named volume. */
export interface SpecBind {
  readonly source: string
  readonly target: string
  /** `ro`, `z`, `rslave`, `nocopy`, … in the order that they were given. */
  readonly options: readonly string[]
}

/** What `--mount` mounts, as the engine has it in `HostConfig.Mounts`. */
export interface SpecMount {
  readonly type: string
  readonly source?: string
  readonly target: string
  readonly readOnly?: boolean
  readonly consistency?: string
  readonly bindOptions?: {
    readonly propagation?: string
    readonly nonRecursive?: boolean
    readonly createMountpoint?: boolean
    readonly readOnlyNonRecursive?: boolean
    readonly readOnlyForceRecursive?: boolean
  }
  readonly volumeOptions?: {
    readonly noCopy?: boolean
    readonly labels?: StringMap
    readonly driverName?: string
    readonly driverOptions?: StringMap
    readonly subpath?: string
  }
  readonly tmpfsOptions?: {
    readonly sizeBytes?: number
    /** Permissions as a number: 0o1777. */
    readonly mode?: number
  }
  readonly imageSubpath?: string
}

/** A network that it joins, or one of the modes `host`, `none` and `container:…`. */
export interface SpecNetwork {
  readonly name: string
  readonly aliases: readonly string[]
  readonly ipv4Address?: string
  readonly ipv6Address?: string
  readonly linkLocalIps: readonly string[]
  readonly macAddress?: string
  readonly driverOpts: StringMap
  readonly gwPriority?: number
}

/** What is left out is as the image has it. Times are nanoseconds, as in the engine. */
export interface SpecHealthcheck {
  /** `['CMD-SHELL', line]`, `['CMD', ...words]`, or `['NONE']` for none at all. */
  readonly test?: readonly string[]
  readonly interval?: number
  readonly timeout?: number
  readonly startPeriod?: number
  readonly startInterval?: number
  readonly retries?: number
}

export interface SpecUlimit {
  readonly name: string
  readonly soft: number
  readonly hard: number
}

export interface SpecDevice {
  readonly pathOnHost: string
  readonly pathInContainer: string
  /** Of `r`, `w` and `m`. */
  readonly cgroupPermissions: string
}

/** A figure for one block device of the host: bytes or operations a second, or a weight. */
export interface DeviceFigure {
  readonly path: string
  readonly figure: number
}

export type StringMap = Readonly<Record<string, string>>

/**
 * A container to be run, in the words of the Engine API. Lists and maps are empty, and all else is
 * absent, where the image or the engine is to decide.
 */
export interface RunSpec {
  readonly image: string
  readonly name?: string
  readonly platform?: string
  /** `always`, `missing` or `never`. */
  readonly pull?: string
  readonly detach: boolean
  /** Streams that are attached where it is not what `detach` and `openStdin` imply. */
  readonly attach: readonly string[]

  /** Empty: none, whatever the image has. */
  readonly entrypoint?: readonly string[]
  readonly cmd: readonly string[]
  readonly env: readonly SpecVariable[]
  readonly labels: StringMap
  readonly user?: string
  readonly workingDir?: string
  readonly hostname?: string
  readonly domainname?: string
  readonly stopSignal?: string
  /** In seconds. */
  readonly stopTimeout?: number
  readonly tty: boolean
  readonly openStdin: boolean
  readonly healthcheck?: SpecHealthcheck
  /** `80/tcp`, without those that are published. */
  readonly exposedPorts: readonly string[]
  /** Paths that get a volume without a name. */
  readonly volumes: readonly string[]

  readonly portBindings: readonly PortBinding[]
  readonly publishAllPorts: boolean
  readonly binds: readonly SpecBind[]
  readonly mounts: readonly SpecMount[]
  /** Options by path. */
  readonly tmpfs: StringMap
  /** `name` or `name:ro`. */
  readonly volumesFrom: readonly string[]
  readonly volumeDriver?: string

  /** The first is the one that it is created in. */
  readonly networks: readonly SpecNetwork[]
  /** `container:alias` */
  readonly links: readonly string[]
  readonly dns: readonly string[]
  readonly dnsOptions: readonly string[]
  readonly dnsSearch: readonly string[]
  /** `name:ip` */
  readonly extraHosts: readonly string[]

  readonly restartPolicy?: { readonly name: string; readonly maximumRetryCount?: number }
  readonly autoRemove: boolean
  /** Absent: whatever the engine's default is. */
  readonly init?: boolean

  readonly memory?: number
  readonly memoryReservation?: number
  /** Memory and swap together; -1: no limit. */
  readonly memorySwap?: number
  readonly memorySwappiness?: number
  readonly kernelMemory?: number
  readonly shmSize?: number
  /** Billionths of a CPU. */
  readonly nanoCpus?: number
  readonly cpuShares?: number
  readonly cpuPeriod?: number
  readonly cpuQuota?: number
  readonly cpuRealtimePeriod?: number
  readonly cpuRealtimeRuntime?: number
  readonly cpusetCpus?: string
  readonly cpusetMems?: string
  readonly pidsLimit?: number
  readonly oomKillDisable: boolean
  readonly oomScoreAdj?: number
  readonly blkioWeight?: number
  readonly blkioWeightDevice: readonly DeviceFigure[]
  readonly blkioDeviceReadBps: readonly DeviceFigure[]
  readonly blkioDeviceWriteBps: readonly DeviceFigure[]
  readonly blkioDeviceReadIOps: readonly DeviceFigure[]
  readonly blkioDeviceWriteIOps: readonly DeviceFigure[]
  readonly ulimits: readonly SpecUlimit[]

  readonly privileged: boolean
  readonly readonlyRootfs: boolean
  readonly capAdd: readonly string[]
  readonly capDrop: readonly string[]
  readonly securityOpt: readonly string[]
  readonly devices: readonly SpecDevice[]
  readonly deviceCgroupRules: readonly string[]
  /** As `--gpus` takes it: `all`, `2`, `"device=0,1"`. */
  readonly gpus?: string
  readonly groupAdd: readonly string[]
  readonly sysctls: StringMap
  readonly pidMode?: string
  readonly ipcMode?: string
  readonly utsMode?: string
  readonly usernsMode?: string
  readonly cgroupnsMode?: string
  readonly cgroupParent?: string
  readonly runtime?: string
  readonly isolation?: string
  readonly storageOpt: StringMap
  readonly annotations: StringMap
  /** Without a type: the engine's default driver. */
  readonly logConfig?: { readonly type?: string; readonly config: StringMap }
}

/** Something of a container that a `RunSpec` has no place for. */
export interface NotCarried {
  /** As the flag or the field of the engine is called. */
  readonly name: string
  readonly why: string
}

/** A container of this image with nothing said about it. */
export function plainSpec(image: string): RunSpec {
  return {
    image,
    detach: false,
    attach: [],
    cmd: [],
    env: [],
    labels: {},
    tty: false,
    openStdin: false,
    exposedPorts: [],
    volumes: [],
    portBindings: [],
    publishAllPorts: false,
    binds: [],
    mounts: [],
    tmpfs: {},
    volumesFrom: [],
    networks: [],
    links: [],
    dns: [],
    dnsOptions: [],
    dnsSearch: [],
    extraHosts: [],
    autoRemove: false,
    oomKillDisable: false,
    blkioWeightDevice: [],
    blkioDeviceReadBps: [],
    blkioDeviceWriteBps: [],
    blkioDeviceReadIOps: [],
    blkioDeviceWriteIOps: [],
    ulimits: [],
    privileged: false,
    readonlyRootfs: false,
    capAdd: [],
    capDrop: [],
    securityOpt: [],
    devices: [],
    deviceCgroupRules: [],
    groupAdd: [],
    sysctls: {},
    storageOpt: {},
    annotations: {},
  }
}
