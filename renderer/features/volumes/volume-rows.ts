import type { ContainerSummary } from '#shared/contract/containers.ts'
import type { VolumeSummary } from '#shared/contract/volumes.ts'

/** A volume with the containers that mount it. */
export interface VolumeRow {
  readonly connection: string
  readonly volume: VolumeSummary
  /** Names of the containers, running or not. */
  readonly usedBy: readonly string[]
}

/** The volumes, each with the containers that mount it. */
export function volumeRows(
  connection: string,
  volumes: readonly VolumeSummary[],
  containers: readonly ContainerSummary[],
): readonly VolumeRow[] {
  const users = new Map<string, string[]>()
  for (const { name, mounts } of containers) {
    for (const mount of mounts) {
      if (mount.type === 'volume') users.set(mount.name, [...(users.get(mount.name) ?? []), name])
    }
  }
  return volumes.map((volume) => ({ connection, volume, usedBy: users.get(volume.name) ?? [] }))
}
