import type { EngineAbout } from '#shared/contract/connections.ts'

interface RawRegistry {
  readonly Mirrors?: readonly string[] | null | undefined
  readonly Secure?: boolean | null | undefined
}

interface RawInfo {
  readonly ServerVersion?: string | null | undefined
  readonly OperatingSystem?: string | null | undefined
  readonly KernelVersion?: string | null | undefined
  readonly Architecture?: string | null | undefined
  readonly Driver?: string | null | undefined
  readonly CgroupDriver?: string | null | undefined
  readonly CgroupVersion?: string | null | undefined
  readonly NCPU?: number | null | undefined
  readonly MemTotal?: number | null | undefined
  readonly Name?: string | null | undefined
  readonly DockerRootDir?: string | null | undefined
  readonly Containers?: number | null | undefined
  readonly ContainersRunning?: number | null | undefined
  readonly Images?: number | null | undefined
  readonly Warnings?: readonly string[] | null | undefined
  readonly RegistryConfig?:
    | {
        readonly Mirrors?: readonly string[] | null | undefined
        readonly IndexConfigs?: Readonly<Record<string, RawRegistry>> | null | undefined
      }
    | null
    | undefined
  readonly Plugins?: Readonly<Record<string, readonly string[] | null>> | null | undefined
}

/** `/info` as the window shows it. Podman leaves half of it out. */
export function toEngineAbout(info: RawInfo): EngineAbout {
  const { Mirrors, IndexConfigs } = info.RegistryConfig ?? {}
  const registries = Object.entries(IndexConfigs ?? {})
  return {
    version: info.ServerVersion ?? '',
    os: info.OperatingSystem ?? '',
    kernel: info.KernelVersion ?? '',
    arch: info.Architecture ?? '',
    hostname: info.Name ?? '',
    storageDriver: info.Driver ?? '',
    cgroup: [info.CgroupDriver, info.CgroupVersion && `v${info.CgroupVersion}`]
      .filter(Boolean)
      .join(', '),
    cpus: info.NCPU ?? 0,
    memoryBytes: info.MemTotal ?? 0,
    rootFolder: info.DockerRootDir ?? '',
    containers: info.Containers ?? 0,
    running: info.ContainersRunning ?? 0,
    images: info.Images ?? 0,
    warnings: (info.Warnings ?? []).map((warning) => warning.trim()).filter((text) => text !== ''),
    mirrors: [...(Mirrors ?? []), ...registries.flatMap(([, { Mirrors: own }]) => own ?? [])],
    insecureRegistries: registries
      .filter(([, { Secure }]) => Secure === false)
      .map(([name]) => name),
    plugins: Object.entries(info.Plugins ?? {}).flatMap(([kind, names]) =>
      names && names.length > 0 ? [{ kind: kind.toLowerCase(), names }] : [],
    ),
  }
}
