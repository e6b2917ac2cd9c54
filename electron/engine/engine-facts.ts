import type { EngineFacts } from '#shared/contract/connections.ts'

interface RawVersion {
  readonly Version?: string | null | undefined
  readonly ApiVersion?: string | null | undefined
  readonly Os?: string | null | undefined
  readonly Arch?: string | null | undefined
}

interface RawInfo {
  readonly OperatingSystem?: string | null | undefined
  readonly NCPU?: number | null | undefined
  readonly MemTotal?: number | null | undefined
  readonly Name?: string | null | undefined
}

/** `/version` and `/info` as the window shows them. */
export function toEngineFacts(version: RawVersion, info: RawInfo): EngineFacts {
  return {
    version: version.Version ?? '',
    apiVersion: version.ApiVersion ?? '',
    // dockerd's is empty on a machine without an `os-release`, as small VMs are.
    os: info.OperatingSystem || version.Os || '',
    arch: version.Arch ?? '',
    cpus: info.NCPU ?? 0,
    memoryBytes: info.MemTotal ?? 0,
    name: info.Name ?? '',
  }
}
