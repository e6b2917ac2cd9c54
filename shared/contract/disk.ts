import * as z from 'zod'
import { request, type } from '../ipc/define.ts'
import type { DiskUse } from './connections.ts'
import { OnConnection, Reference } from './references.ts'

const DiskKind = z.enum(['container', 'image', 'network', 'volume', 'build-cache'])
export type DiskKind = z.output<typeof DiskKind>

/** What of an engine is not in use, by what it would mean to lose it. */
export type DiskCategory =
  | 'stopped-containers'
  | 'dangling-images'
  | 'unused-images'
  | 'build-cache'
  | 'unused-networks'
  | 'anonymous-volumes'
  | 'named-volumes'

/** An object that nothing uses. */
export interface UnusedObject {
  readonly kind: DiskKind
  /** A volume's is its name. */
  readonly id: string
  readonly name: string
  /** Of an image: all of its names. */
  readonly names?: readonly string[]
  /** Why it counts as unused, in the engine's words where it has some: `Exited (0) 3 days ago`. */
  readonly why: string
  /** What goes with it: what it shares with others is not counted. Absent where nobody knows. */
  readonly bytes?: number
  /** When it was made; of build cache, when it was last used. */
  readonly at?: number
}

/** What a build has left for the next one. */
export interface CacheEntry {
  readonly id: string
  /** What it was made by, in the builder's words; else its kind and id. */
  readonly name: string
  /** `regular`, `source.local`, `exec.cachemount`, …: the builder's own word. */
  readonly type: string
  readonly bytes?: number
  /** When it was last used, else made. */
  readonly usedAt?: number
  /** A build uses it just now. */
  readonly inUse: boolean
  /** An image has its content too. */
  readonly shared: boolean
}

/** What takes space on an engine, and what of it nothing uses. */
export interface DiskReport {
  readonly use: DiskUse
  /** All of it; what of it may go is among the unused. */
  readonly buildCache: readonly CacheEntry[]
  readonly unused: Readonly<Record<DiskCategory, readonly UnusedObject[]>>
  /** It is reached on this machine, and not known to run on it: it may live in a VM. */
  readonly mayBeInVm: boolean
}

/** One of the objects that are to go; of an image, the names that it was listed with. */
const DiskTarget = z.object({
  kind: DiskKind,
  id: Reference,
  names: z.array(Reference).optional(),
})
export type DiskTarget = z.output<typeof DiskTarget>

const MAX_TARGETS = 20_000

export const disk = {
  /** Measured by the engine: that can take minutes. */
  report: request({ effect: 'read', input: OnConnection, output: type<DiskReport>() }),
  /**
   * Removes these objects and no others, each only if it is still unused; an image that has got
   * another name since stays under that. Begins a task (`tasks.watch`),
   * and answers with its id; to cancel it ends it after the one that is being removed.
   */
  beginCleanUp: request({
    effect: 'destroy',
    input: OnConnection.extend({ targets: z.array(DiskTarget).min(1).max(MAX_TARGETS) }),
    output: type<string>(),
  }),
}
