import type { VolumeSummary } from '#shared/contract/volumes.ts'

/** One entry of `/volumes`. */
export interface RawVolume {
  readonly Name: string
  readonly Driver?: string | null | undefined
  readonly Mountpoint?: string | null | undefined
  readonly CreatedAt?: string | null | undefined
  readonly Labels?: Readonly<Record<string, string>> | null | undefined
}

/** dockerd's mark since 24.0; older engines give such volumes no label. */
const ANONYMOUS_LABEL = 'com.docker.volume.anonymous'

/** What engines call a volume that nobody named. */
const GENERATED_NAME = /^[0-9a-f]{64}$/

/** A volume of the engine's list as the window shows it. */
export function toSummary(raw: RawVolume): VolumeSummary {
  const createdAt = Date.parse(raw.CreatedAt ?? '')
  const labels = raw.Labels ?? {}
  const summary = {
    name: raw.Name,
    driver: raw.Driver ?? '',
    mountpoint: raw.Mountpoint ?? '',
    labels,
    anonymous: Object.hasOwn(labels, ANONYMOUS_LABEL) || GENERATED_NAME.test(raw.Name),
  }
  return createdAt > 0 ? { ...summary, createdAt } : summary
}
