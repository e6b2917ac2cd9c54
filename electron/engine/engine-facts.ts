import type { EngineFacts } from '#shared/contract/connections.ts'
import { toEngineId } from './engine-id.ts'
import { isPodmanVersion } from './podman-version.ts'

interface RawVersion {
  readonly Version?: string | null | undefined
  readonly ApiVersion?: string | null | undefined
  readonly Os?: string | null | undefined
  readonly Arch?: string | null | undefined
  readonly Components?: unknown
}

interface RawInfo {
  readonly ID?: string | null | undefined
  readonly OperatingSystem?: string | null | undefined
  readonly NCPU?: number | null | undefined
  readonly MemTotal?: number | null | undefined
  readonly Name?: string | null | undefined
}

/** `/version` and `/info` as the window shows them; `told` is nothing where the latter was refused. */
export function toEngineFacts(version: RawVersion, told: RawInfo | undefined): EngineFacts {
  const id = idOf(version, told)
  const info = told ?? {}
  return {
    ...(id !== undefined && { id }),
    isPodman: isPodmanVersion(version),
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

function idOf(version: RawVersion, info: RawInfo | undefined): EngineFacts['id'] {
  // Podman makes up a new one for each answer.
  if (isPodmanVersion(version)) return null
  return info && (toEngineId(info) ?? null)
}
