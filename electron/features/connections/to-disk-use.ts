import type { DiskUse } from '#shared/contract/connections.ts'

interface Sized {
  readonly Size?: number | null | undefined
  readonly SizeRw?: number | null | undefined
  readonly Shared?: boolean | null | undefined
  readonly UsageData?: { readonly Size?: number | null | undefined } | null | undefined
}

interface RawUse {
  readonly LayersSize?: number | null | undefined
  readonly Images?: readonly Sized[] | null | undefined
  readonly Containers?: readonly Sized[] | null | undefined
  readonly Volumes?: readonly Sized[] | null | undefined
  readonly BuildCache?: readonly Sized[] | null | undefined
}

/** `/system/df` as the window shows it. A size of -1 is one that the engine does not know. */
export function toDiskUse(raw: RawUse): DiskUse {
  const { LayersSize, Images, Containers, Volumes, BuildCache } = raw
  // Layers that several images share count once; only the engine knows which those are.
  const layers = LayersSize ?? sum(Images, ({ Size }) => Size)
  return {
    images: { count: Images?.length ?? 0, bytes: layers },
    containers: { count: Containers?.length ?? 0, bytes: sum(Containers, ({ SizeRw }) => SizeRw) },
    volumes: {
      count: Volumes?.length ?? 0,
      bytes: sum(Volumes, ({ UsageData }) => UsageData?.Size),
    },
    buildCache: {
      count: BuildCache?.length ?? 0,
      bytes: sum(BuildCache, ({ Shared, Size }) => (Shared ? 0 : Size)),
    },
  }
}

function sum(
  items: readonly Sized[] | null | undefined,
  sizeOf: (item: Sized) => number | null | undefined,
): number {
  return (items ?? []).reduce((total, item) => total + Math.max(0, sizeOf(item) ?? 0), 0)
}
