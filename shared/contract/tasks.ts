import * as z from 'zod'
import { feed, request, type } from '../ipc/define.ts'
import type { EngineErrorShape } from '../errors.ts'
import type { Extracted } from './files.ts'
import { OnConnection } from './references.ts'

/** What is done, as a word of the code; people read the name of the task. */
export type TaskKind =
  | 'pull'
  | 'push'
  | 'save'
  | 'load'
  | 'import'
  | 'build'
  | 'copy'
  | 'export'
  | 'download'
  | 'upload'
  | 'remove'
  | 'clean-up'

/** A layer of an image, an object that goes, or a step of the work. */
export interface TaskPart {
  readonly id: string
  /** What happens to it now, as the engine says it: `Downloading`. */
  readonly words: string
  /** Bytes. */
  readonly done: number
  /** As soon as somebody has told it. */
  readonly total?: number
  readonly isDone: boolean
}

/** How far all of it is, in bytes or in what is counted. `total` only where it is known of every part. */
export interface TaskProgress {
  /** Bytes, where nothing else is said. */
  readonly unit?: 'objects' | 'images' | 'names'
  readonly done: number
  readonly total?: number
}

/** How fast it goes just now. */
export interface TaskSpeed {
  /** Bytes, or what is counted. */
  readonly perSecond: number
  /** Absent where nobody knows how much is left. */
  readonly leftMs?: number
}

/** One that was to go, and why it stays. */
export interface KeptObject {
  /** An id, where nobody knows a name. */
  readonly name: string
  readonly error: EngineErrorShape
}

/** What became of many that were to go. */
export interface Removed {
  readonly removedCount: number
  /** The first of those that stay, each with its reason. */
  readonly kept: readonly KeptObject[]
  readonly keptCount: number
}

/** What came of it. */
export type TaskResult =
  | { readonly kind: 'pulled'; readonly reference: string; readonly id: string }
  /** `digest` is what the registry has under the name now. */
  | { readonly kind: 'pushed'; readonly reference: string; readonly digest: string }
  /** `file` stands for it in `desktop.showFile`. */
  | {
      readonly kind: 'saved'
      /** Its own, without the folder. */
      readonly name: string
      readonly path: string
      readonly bytes: number
      readonly file: string
    }
  /** Names, or ids of images that have none. */
  | { readonly kind: 'loaded'; readonly images: readonly string[] }
  /** `build` is one of `builds.watch`; the image has these names now. */
  | {
      readonly kind: 'built'
      readonly build: string
      readonly imageId: string
      readonly tags: readonly string[]
    }
  /** `to` is the name of the connection. */
  | { readonly kind: 'copied'; readonly images: readonly string[]; readonly to: string }
  /** `folder` stands for it in `desktop.showFile`. */
  | ({ readonly kind: 'extracted'; readonly folder: string } & Extracted)
  | {
      readonly kind: 'uploaded'
      readonly names: readonly string[]
      readonly folder: string
      /** Neither files nor folders; the log names them. */
      readonly leftOutCount: number
    }
  /** Images, or names of which an image has several. */
  | ({ readonly kind: 'removed'; readonly unit: 'images' | 'names' } & Removed)
  | ({
      readonly kind: 'cleaned'
      /** By the engine's own figures before and after; absent where it did not tell. */
      readonly freedBytes?: number
      readonly mayBeInVm: boolean
    } & Removed)

export type TaskState =
  | { readonly kind: 'running' }
  | { readonly kind: 'done'; readonly result: TaskResult }
  | { readonly kind: 'failed'; readonly error: EngineErrorShape }
  /** Whoever was asked went away in the middle: the engine, its registry, or the page. */
  | { readonly kind: 'interrupted'; readonly error: EngineErrorShape }
  | { readonly kind: 'cancelled' }

/** Long work that the main process does, whether or not a window looks. */
export interface Task {
  readonly id: string
  readonly connection: string
  readonly kind: TaskKind
  /** `Pull redis:7` */
  readonly name: string
  /** What it does to the engine. */
  readonly effect: 'read' | 'change' | 'destroy'
  readonly state: TaskState
  readonly parts: readonly TaskPart[]
  readonly progress: TaskProgress
  /** While it runs, and once there is something to measure. */
  readonly speed?: TaskSpeed
  /** What a person should know of its end, whichever that is. */
  readonly note?: string
  readonly startedAt: number
  readonly endedAt?: number
  /** Which of our builds it is (`builds.watch`); of a retry, another one. */
  readonly build?: string
  /** Ended without success, and all that it needs is still there. */
  readonly canRetry: boolean
  /** A person knows how it ended. */
  readonly isTold: boolean
}

/** Lines of a task's log; those before `from` are not kept any more. */
export interface TaskLines {
  /** The number of the first of these lines. */
  readonly from: number
  readonly lines: readonly string[]
}

const TaskId = z.object({ id: z.uuid() })

/** More are never shown at once. */
const MAX_TASKS = 200

export const tasks = {
  /** All that are kept, the newest first: at once, and after each change. */
  watch: feed({ effect: 'read', input: z.object({}), value: type<readonly Task[]>() }),
  /** What the engine said, as far as it is kept, and what it says from now on. */
  log: feed({ effect: 'read', input: TaskId, value: type<TaskLines>() }),
  /** Ends it on the engine as well. Whoever may not change an engine may still stop what does. */
  cancel: request({ effect: 'read', input: TaskId }),
  /** Does it again. */
  retry: request({ effect: 'change', input: OnConnection.extend(TaskId.shape) }),
  /** The same for one that only reads; others are refused. */
  repeat: request({ effect: 'read', input: TaskId }),
  /** Takes those that have ended off the list. */
  forget: request({ effect: 'read', input: z.object({ ids: z.array(z.uuid()).max(MAX_TASKS) }) }),
  /** A person has been told how these ended. */
  told: request({ effect: 'read', input: z.object({ ids: z.array(z.uuid()).max(MAX_TASKS) }) }),
}
