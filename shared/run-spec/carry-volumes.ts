import { isAnonymousVolume } from '../parking/anonymous-volume.ts'
import type { RunSpec } from './run-spec.ts'

/** What inspect says of one mount of the old container. */
export interface CarriedMount {
  readonly type: string
  readonly name: string
  readonly destination: string
  readonly writable: boolean
}

/** How a container was made, and where its volumes are. */
export interface Former {
  readonly spec: RunSpec
  readonly mounts: readonly CarriedMount[]
}

/**
 * The spec of a container that takes the place of another one, with the same volumes where that one
 * had volumes without a name: they hold its data. Not where something else is wanted there now.
 */
export function carryVolumes(next: RunSpec, former: Former): RunSpec {
  return carriedVolumes(next, former).reduce(withVolume, next)
}

/** The volumes without a name that are carried over. */
function carriedVolumes(next: RunSpec, { spec, mounts }: Former): readonly CarriedMount[] {
  return mounts.filter(({ type, name, destination }) => {
    if (type !== 'volume' || !isAnonymousVolume(name)) return false
    const isAt = isSamePath(destination)
    const isTaken =
      next.binds.some(({ target }) => isAt(target)) ||
      next.mounts.some((mount) => isAt(mount.target) && !isNameless(mount)) ||
      Object.keys(next.tmpfs).some(isAt)
    // Those of another container come with it.
    const isOthers = spec.volumesFrom.length > 0 && !isOwn(spec, isAt)
    const wasTakenOut = isOwn(spec, isAt) && !isOwn(next, isAt)
    return !isTaken && !isOthers && !wasTakenOut
  })
}

function withVolume(spec: RunSpec, { name, destination, writable }: CarriedMount): RunSpec {
  const isAt = isSamePath(destination)
  if (spec.mounts.some(({ target }) => isAt(target))) {
    const mounts = spec.mounts.map((mount) =>
      isAt(mount.target) ? { ...mount, source: name } : mount,
    )
    return { ...spec, mounts }
  }
  const bind = { source: name, target: destination, options: writable ? [] : ['ro'] }
  return { ...spec, binds: [...spec.binds, bind] }
}

/** By `-v /data` or `--mount type=volume,target=/data`, and not by its image. */
function isOwn({ volumes, mounts, binds }: RunSpec, isAt: (path: string) => boolean): boolean {
  return (
    volumes.some(isAt) ||
    mounts.some((mount) => isAt(mount.target) && mount.type === 'volume') ||
    binds.some(({ target }) => isAt(target))
  )
}

function isNameless({ type, source }: RunSpec['mounts'][number]): boolean {
  return type === 'volume' && !source
}

function isSamePath(path: string): (other: string) => boolean {
  const bare = withoutSlash(path)
  return (other) => withoutSlash(other) === bare
}

function withoutSlash(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, '') : path
}
