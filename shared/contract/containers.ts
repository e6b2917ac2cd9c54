import * as z from 'zod'
import { feed, request, type } from '../ipc/define.ts'
import type { ParkedKind } from '../parking/parked-name.ts'
import type { InspectedSpec } from '../run-spec/engine/from-inspect.ts'
import { RunSpecInput } from '../run-spec/run-spec-input.ts'
import type { ContainerEnding } from './container-ending.ts'
import { ListInput, ObjectRef, ObjectRefs, OnConnection, Reference } from './references.ts'
import type { RecreateProgress } from './recreating.ts'
import type { RunObstacle, RunProgress } from './running.ts'

export type Health = 'starting' | 'healthy' | 'unhealthy'

/** The engine's state word, with what belongs to it. */
export type ContainerState =
  | { readonly kind: 'running'; readonly health?: Health }
  | { readonly kind: 'paused' }
  | { readonly kind: 'restarting' }
  | { readonly kind: 'exited'; readonly exitCode: number }
  | { readonly kind: 'created' }
  /** The engine leaves a refused start in `created`; inspect tells them apart. */
  | { readonly kind: 'failed-to-start'; readonly exitCode: number; readonly reason: string }
  | { readonly kind: 'dead' }
  | { readonly kind: 'removing' }

export interface PublishedPort {
  /** The address on the engine's host; empty means every address. */
  readonly hostIp: string
  /** Absent when the port is only exposed. */
  readonly hostPort?: number
  readonly containerPort: number
  readonly protocol: string
}

export interface ContainerNetwork {
  readonly name: string
  readonly networkId: string
  readonly ip: string
}

export interface ContainerMount {
  readonly type: string
  /** The volume's name, or empty. */
  readonly name: string
  readonly source: string
  readonly destination: string
  readonly writable: boolean
}

/** Why a container is put aside, under another name of ours, and until when it is kept. */
export interface Aside {
  readonly kind: ParkedKind
  /** This installation has put it there, and not another one. */
  readonly isOurs: boolean
  /** Milliseconds since the epoch. What was left half-way has no end. */
  readonly until?: number
  /** Whether it runs again once it is put back. */
  readonly willRun: boolean
}

export interface ContainerSummary {
  readonly id: string
  /** Its own, also while it is put aside. */
  readonly name: string
  /** As it was created: `redis:7`, or an image id. */
  readonly image: string
  readonly imageId: string
  readonly command: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly state: ContainerState
  /** The engine's own phrase: `Up 7 seconds (healthy)`. */
  readonly status: string
  readonly ports: readonly PublishedPort[]
  readonly labels: Readonly<Record<string, string>>
  readonly networks: readonly ContainerNetwork[]
  readonly mounts: readonly ContainerMount[]
  readonly aside?: Aside
}

export interface EnvVariable {
  readonly name: string
  readonly value: string
}

/** One endpoint of a container on a network, from inspect. */
export interface ContainerEndpoint extends ContainerNetwork {
  readonly gateway: string
  readonly macAddress: string
  readonly aliases: readonly string[]
}

export interface ContainerDetails {
  readonly id: string
  readonly name: string
  readonly image: string
  readonly imageId: string
  readonly createdAt: number
  readonly startedAt?: number
  readonly finishedAt?: number
  readonly state: ContainerState
  /** What the engine said of a failed start; empty otherwise. */
  readonly error: string
  readonly oomKilled: boolean
  /** Of the last run that has ended; 0 where there was none. */
  readonly exitCode: number
  /** In bytes; 0 where it has none of its own. */
  readonly memoryLimit: number
  readonly restartCount: number
  readonly restartPolicy: string
  /** Entrypoint and command as one list of words. */
  readonly command: readonly string[]
  readonly workingDir: string
  readonly user: string
  readonly hostname: string
  readonly tty: boolean
  readonly env: readonly EnvVariable[]
  readonly labels: Readonly<Record<string, string>>
  readonly mounts: readonly ContainerMount[]
  readonly ports: readonly PublishedPort[]
  readonly networkMode: string
  readonly endpoints: readonly ContainerEndpoint[]
  /** The engine's whole answer, as pretty-printed JSON. */
  readonly json: string
}

/** One of several, to be told of. */
export interface NamedContainer {
  readonly id: string
  readonly name: string
}

/** What a container takes on its engine's disk, in bytes. */
export interface ContainerSize {
  /** What it has written over its image. */
  readonly writtenBytes: number
  /** With its image. Absent where the engine does not say. */
  readonly totalBytes?: number
}

/** One path of a container that is not as its image has it. */
export interface FileChange {
  readonly kind: 'added' | 'changed' | 'deleted'
  readonly path: string
}

const Signal = z.string().regex(/^(SIG)?[A-Z0-9+-]{1,16}$|^[0-9]{1,3}$/)

const Figure = z.number().exactOptional()

/** What can be changed of a container without making it anew; what is left out stays. */
export const LiveLimits = z.object({
  /** In bytes. */
  memory: Figure,
  /** Memory and swap together; -1: no limit. */
  memorySwap: Figure,
  /** Billionths of a CPU. */
  nanoCpus: Figure,
  cpuShares: Figure,
  /** -1: no limit. */
  pidsLimit: Figure,
  restartPolicy: z
    .object({
      name: z.enum(['no', 'always', 'unless-stopped', 'on-failure']),
      maximumRetryCount: Figure,
    })
    .exactOptional(),
})
export type LiveLimits = z.infer<typeof LiveLimits>

export const containers = {
  /**
   * All containers, running or not. With `ids`, only those, and each `created` one is inspected
   * so that a refused start shows as `failed-to-start`; a missing id is simply absent.
   */
  list: request({ effect: 'read', input: ListInput, output: type<readonly ContainerSummary[]>() }),
  inspect: request({ effect: 'read', input: ObjectRef, output: type<ContainerDetails>() }),
  /** How often the engine has started it again, by its restart policy. */
  restarts: request({ effect: 'read', input: ObjectRef, output: type<number>() }),
  /** What it was made for: `linux/arm64/v8`; `linux` alone where its image is gone. */
  platform: request({ effect: 'read', input: ObjectRef, output: type<string>() }),
  /** The engine walks through all that it has written: never ask this of many at once. */
  size: request({ effect: 'read', input: ObjectRef, output: type<ContainerSize>() }),
  /** Those that share its network and are none of its own: made anew, it takes theirs away. */
  sharers: request({ effect: 'read', input: ObjectRef, output: type<readonly NamedContainer[]>() }),
  /** The paths that differ from the image, running or not. Volumes are no part of it. */
  changes: request({ effect: 'read', input: ObjectRef, output: type<readonly FileChange[]>() }),
  /** How it was made: what its image and its engine give by themselves is left out. */
  spec: request({ effect: 'read', input: ObjectRef, output: type<InspectedSpec>() }),
  /** For a container that does not run: what tells why, as far as the engine still knows it. */
  ending: request({ effect: 'read', input: ObjectRef, output: type<ContainerEnding>() }),
  /** The ids among these of auto-remove containers: the engine removes them as soon as they end. */
  vanishing: request({ effect: 'read', input: ObjectRefs, output: type<readonly string[]>() }),
  /** What stands in the way of such a container, as far as it can be told before. */
  obstacles: request({
    effect: 'read',
    input: OnConnection.extend({ spec: RunSpecInput }),
    output: type<readonly RunObstacle[]>(),
  }),
  /**
   * Makes a container, with its image pulled first as `spec.pull` says, and starts it if wished.
   * What goes wrong before it has run leaves none behind. With `imageId`, only while the name of the
   * image leads to that one, unless it is pulled in any case.
   */
  run: feed({
    effect: 'change',
    input: OnConnection.extend({
      spec: RunSpecInput,
      start: z.boolean(),
      imageId: Reference.optional(),
    }),
    value: type<RunProgress>(),
  }),
  start: request({ effect: 'change', input: ObjectRef }),
  /** Waits for the container's own stop timeout, then the engine kills it. */
  stop: request({ effect: 'change', input: ObjectRef }),
  restart: request({ effect: 'change', input: ObjectRef }),
  pause: request({ effect: 'change', input: ObjectRef }),
  unpause: request({ effect: 'change', input: ObjectRef }),
  kill: request({ effect: 'destroy', input: ObjectRef.extend({ signal: Signal.optional() }) }),
  rename: request({
    effect: 'change',
    input: ObjectRef.extend({ name: z.string().min(1).max(255) }),
  }),
  /** Changes limits and the restart policy in place; answers with the engine's warnings. */
  update: request({
    effect: 'change',
    input: ObjectRef.extend({ limits: LiveLimits }),
    output: type<readonly string[]>(),
  }),
  /** Makes an image of what the container has written. Answers with the image's id. */
  commit: request({
    effect: 'change',
    input: ObjectRef.extend({
      repository: Reference,
      tag: z.string().min(1).max(128),
      comment: z.string().max(1024),
      /** Nothing in it runs meanwhile, so that no file is copied half-written. */
      pause: z.boolean(),
    }),
    output: type<string>(),
  }),
  /** `force` kills a running one first; `volumes` takes its anonymous volumes with it. */
  remove: request({
    effect: 'destroy',
    input: ObjectRef.extend({ force: z.boolean(), volumes: z.boolean() }),
  }),
  /**
   * Stops it and puts it into the trash; answers until when it is kept there, in milliseconds since
   * the epoch. With `volumes` its anonymous volumes go with it in the end.
   */
  trash: request({
    effect: 'destroy',
    input: ObjectRef.extend({ volumes: z.boolean() }),
    output: type<number>(),
  }),
  /**
   * Makes a container anew as the spec says, with its volumes without a name, and left as it was:
   * running, paused or not. The old one is put back when the new one does not stay up, or when the
   * feed is closed before it is done. Else it goes to the trash; one of Compose's goes at once.
   */
  recreate: feed({
    effect: 'destroy',
    input: ObjectRef.extend({ spec: RunSpecInput }),
    value: type<RecreateProgress>(),
  }),
  /** Puts one that is aside back as it was: its name, its restart policy, and whether it runs. */
  restore: request({ effect: 'change', input: ObjectRef }),
}
