import type { RawImage } from '../images/index.ts'
import type { RawNetwork } from '../networks/index.ts'
import type { RawVolume } from '../volumes/index.ts'

/** One entry of `/containers/json`, as far as it is needed here. */
export interface RawContainer {
  readonly Id: string
  readonly Names?: readonly string[] | null | undefined
  readonly ImageID?: string | null | undefined
  readonly State?: string | null | undefined
  readonly Status?: string | null | undefined
  readonly Created?: number | null | undefined
  readonly Mounts?:
    | readonly { readonly Type?: string | null; readonly Name?: string | null }[]
    | null
    | undefined
  /** The name or the id of the network that it was made with. */
  readonly HostConfig?: { readonly NetworkMode?: string | null } | null | undefined
  /** By name, also those that a stopped one will be on again. */
  readonly NetworkSettings?:
    | {
        readonly Networks?: Readonly<
          Record<string, { readonly NetworkID?: string | null } | null>
        > | null
      }
    | null
    | undefined
}

/** A network, with what tells that others are built on it. */
export interface RawDiskNetwork extends RawNetwork {
  readonly ConfigOnly?: boolean | null | undefined
  /** Of Podman's, and of Docker's inspect: those that run on it. */
  readonly Containers?: Readonly<Record<string, unknown>> | null | undefined
}

/** One entry of the build cache in `/system/df`. */
export interface RawCache {
  readonly ID: string
  readonly Type?: string | null | undefined
  readonly Description?: string | null | undefined
  readonly InUse?: boolean | null | undefined
  readonly Shared?: boolean | null | undefined
  readonly Size?: number | null | undefined
  readonly CreatedAt?: string | null | undefined
  readonly LastUsedAt?: string | null | undefined
}

/** `/system/df`. Podman's has the sizes, but no whole names: those come from its lists. */
export interface RawUsage {
  readonly LayersSize?: number | null | undefined
  readonly Images?:
    | readonly {
        readonly Id: string
        readonly Size?: number | null | undefined
        readonly SharedSize?: number | null | undefined
      }[]
    | null
    | undefined
  readonly Containers?:
    | readonly { readonly Id: string; readonly SizeRw?: number | null | undefined }[]
    | null
    | undefined
  readonly Volumes?:
    | readonly {
        readonly Name: string
        readonly UsageData?:
          | {
              readonly Size?: number | null | undefined
              readonly RefCount?: number | null | undefined
            }
          | null
          | undefined
      }[]
    | null
    | undefined
  readonly BuildCache?: readonly RawCache[] | null | undefined
}

/** What an engine has, used or not. */
export interface Inventory {
  readonly containers: readonly RawContainer[]
  readonly images: readonly RawImage[]
  readonly volumes: readonly RawVolume[]
  readonly networks: readonly RawDiskNetwork[]
}
