import type { ImageOrigin, ImageRemoval, ImageSummary } from '#shared/contract/images.ts'

/** One entry of `/images/json`. */
export interface RawImage {
  readonly Id: string
  readonly RepoTags?: readonly string[] | null | undefined
  readonly RepoDigests?: readonly string[] | null | undefined
  /** Podman's own word. */
  readonly Digest?: string | null | undefined
  readonly Size?: number | null | undefined
  readonly Created?: number | null | undefined
  readonly Labels?: Readonly<Record<string, string>> | null | undefined
}

/** One entry of the answer to a removal. */
export interface RawRemoval {
  readonly Untagged?: string | null | undefined
  readonly Deleted?: string | null | undefined
}

const MS_PER_S = 1000

/** What engines write where an image has no name. */
const NO_NAME = '<none>'

/** An image of the engine's list as the window shows it. */
export function toSummary(raw: RawImage): ImageSummary {
  return {
    id: raw.Id,
    tags: tagsOf(raw),
    digests: digestsOf(raw),
    origin: originOf(raw),
    sizeBytes: raw.Size ?? 0,
    createdAt: (raw.Created ?? 0) * MS_PER_S,
    labels: raw.Labels ?? {},
  }
}

/** The digests of a registry; Podman and the containerd store give what was built here some too. */
function originOf(raw: RawImage): ImageOrigin {
  const digests = digestsOf(raw)
  if (typeof raw.Digest === 'string') return 'untold'
  if (digests.some((digest) => digest.endsWith(`@${raw.Id}`))) return 'untold'
  return digests.length > 0 ? 'registry' : 'local'
}

/** The names of an image that was inspected. */
export function tagsOf({ RepoTags }: Pick<RawImage, 'RepoTags'>): readonly string[] {
  return named(RepoTags).toSorted()
}

/** The digests under which it is known without a tag. */
export function digestsOf({ RepoDigests }: Pick<RawImage, 'RepoDigests'>): readonly string[] {
  return named(RepoDigests)
}

/** What a removal did. */
export function toRemoval(entries: readonly RawRemoval[]): ImageRemoval {
  return {
    untagged: entries.flatMap(({ Untagged }) => Untagged ?? []),
    deleted: entries.flatMap(({ Deleted }) => Deleted ?? []),
  }
}

function named(references: readonly string[] | null | undefined): readonly string[] {
  return (references ?? []).filter((reference) => !reference.startsWith(NO_NAME))
}
