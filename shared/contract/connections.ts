import * as z from 'zod'
import type { EngineErrorShape } from '../errors.ts'
import { feed, request, type } from '../ipc/define.ts'
import { OnConnection } from './references.ts'

/** How much the app may do there, from all to nothing. Main enforces it; the window only shows it. */
export const ConnectionMode = z.enum(['full', 'confirm', 'read-only'])
export type ConnectionMode = z.output<typeof ConnectionMode>

/** Told apart without colour too: a coloured connection also shows its name and label. */
export const ConnectionColour = z.enum(['red', 'orange', 'green', 'blue', 'violet'])
export type ConnectionColour = z.output<typeof ConnectionColour>

/**
 * Where the endpoint comes from: the three places in which the docker CLI looks, a place where
 * engines put their sockets, or the person.
 */
export type ConnectionSource = 'DOCKER_HOST' | 'context' | 'default' | 'found' | 'added'

/** What carries the bytes. */
export type ConnectionKind = 'socket' | 'pipe' | 'tcp' | 'tls' | 'ssh' | 'wsl'

export interface Connection {
  readonly id: string
  /** What the person calls it, else the context's name, or `default`. */
  readonly name: string
  readonly source: ConnectionSource
  /** As the CLI writes it: `unix:///var/run/docker.sock`, `npipe:////./pipe/docker_engine`. */
  readonly endpoint: string
  /** Where the endpoint cannot be read (see `fault`), `socket`. */
  readonly kind: ConnectionKind
  readonly mode: ConnectionMode
  readonly colour?: ConnectionColour
  /** A word that must not be overlooked: `PRODUCTION`. */
  readonly label?: string
  /** On another machine. */
  readonly remote: boolean
  /** The one that the docker CLI would use. */
  readonly current: boolean
  /** A variable of the person's login shell chose it, which the app was started without. */
  readonly ofLoginShell?: true
  /** Paths of PEM files, of one that is not a context. */
  readonly tls?: TlsPaths
  /** The path of the key that ssh logs in with, where one is named. */
  readonly identity?: string
  /** The names of other connections that lead to the same engine, and are listed as well. */
  readonly sameEngineAs?: readonly string[]
  /** Where its engine was found by itself besides: those are not listed. */
  readonly alsoFound?: readonly { readonly name: string; readonly endpoint: string }[]
  /**
   * Of one that was found by itself: the connection that is listed in its place, as it leads to the
   * same engine. What is open on this one goes on, and the strictest mode of all ways there holds.
   */
  readonly foldedInto?: string
  /** What a person should know before they use it, in whole sentences. */
  readonly warning?: string
  /** Set when the endpoint cannot be used at all (a missing or broken context, an address of no kind that we know). */
  readonly fault?: EngineErrorShape
}

export interface EngineFacts {
  /**
   * The same over every way to the engine. Null: it has none, as Podman; absent: it was not told, as
   * some proxies hide it.
   */
  readonly id?: string | null
  /** It speaks Docker's API, and means some of its words in its own way. */
  readonly isPodman: boolean
  readonly version: string
  readonly apiVersion: string
  readonly os: string
  readonly arch: string
  readonly cpus: number
  readonly memoryBytes: number
  readonly name: string
}

/** What an engine says of itself; what it leaves out is empty. */
export interface EngineAbout {
  readonly version: string
  readonly os: string
  readonly kernel: string
  readonly arch: string
  readonly hostname: string
  readonly storageDriver: string
  /** `systemd, v2`. */
  readonly cgroup: string
  readonly cpus: number
  readonly memoryBytes: number
  /** Where its data lies on its host. */
  readonly rootFolder: string
  readonly containers: number
  readonly running: number
  readonly images: number
  readonly warnings: readonly string[]
  readonly mirrors: readonly string[]
  readonly insecureRegistries: readonly string[]
  readonly plugins: readonly { readonly kind: string; readonly names: readonly string[] }[]
}

interface SpaceOf {
  readonly count: number
  readonly bytes: number
}

/** What takes space on the engine's disk, by kind. */
export interface DiskUse {
  readonly images: SpaceOf
  /** What was written inside them. */
  readonly containers: SpaceOf
  readonly volumes: SpaceOf
  readonly buildCache: SpaceOf
}

/** What we know of the engine right now. Times are milliseconds since the epoch. */
export type ConnectionState =
  | { readonly kind: 'connecting'; readonly since: number }
  | { readonly kind: 'connected'; readonly since: number; readonly engine: EngineFacts }
  /** The engine went away after it had answered; we try again by ourselves. */
  | { readonly kind: 'reconnecting'; readonly since: number; readonly error: EngineErrorShape }
  /** The endpoint accepts, and no answer comes (frozen engine, half-open link). */
  | { readonly kind: 'not-responding'; readonly since: number; readonly error: EngineErrorShape }
  /** It has never answered since the app opened. We go on trying. */
  | { readonly kind: 'disconnected'; readonly since: number; readonly error: EngineErrorShape }

/** Paths on this machine; main reads the files at each connection, and never copies a key. */
const TlsPaths = z.object({
  ca: z.string().max(4096).optional(),
  cert: z.string().max(4096).optional(),
  key: z.string().max(4096).optional(),
})
export type TlsPaths = z.output<typeof TlsPaths>

const Name = z.string().trim().min(1).max(100)

/** How a connection looks and what may be done on it; an empty colour or label is none. */
export const ConnectionLooks = z.object({
  name: Name,
  mode: ConnectionMode,
  colour: z.union([ConnectionColour, z.literal('')]),
  label: z.string().trim().max(24),
})
export type ConnectionLooks = z.output<typeof ConnectionLooks>

/** Where a connection leads, as the docker CLI writes it, and the files that it needs. */
const Where = z.object({
  endpoint: z.string().trim().min(1).max(512),
  tls: TlsPaths.optional(),
  /** The path of a key on this machine; only ssh itself reads it. */
  identity: z.string().trim().max(4096).optional(),
})
export type Where = z.output<typeof Where>

export const NewConnection = ConnectionLooks.extend(Where.shape)
export type NewConnection = z.output<typeof NewConnection>

/** What a test of a connection does, in its order. */
export type TestStepName = 'resolve' | 'connect' | 'authenticate' | 'ping' | 'version'

/** One step of a test, told when it begins and again when it is over. */
export interface TestStep {
  readonly step: TestStepName
  readonly result:
    | { readonly kind: 'running' }
    /** `detail`: the address that a name has, the engine's version. */
    | { readonly kind: 'done'; readonly detail: string; readonly ms: number }
    | { readonly kind: 'failed'; readonly error: EngineErrorShape }
    /** This kind of connection has no such step. */
    | { readonly kind: 'skipped' }
}

export const connections = {
  /** All of them at once, then again after every change. The first is the one to show. */
  watch: feed({ effect: 'read', input: z.object({}), value: type<readonly Connection[]>() }),
  /** The state at once, then every change of it. */
  state: feed({ effect: 'read', input: OnConnection, value: type<ConnectionState>() }),
  /** Asks the engine again now instead of waiting for the next attempt. */
  retry: request({ effect: 'read', input: OnConnection }),
  about: request({ effect: 'read', input: OnConnection, output: type<EngineAbout>() }),
  /** The engine measures every file for it: seconds, and minutes on a slow disk. */
  disk: request({ effect: 'read', input: OnConnection, output: type<DiskUse>() }),
  /** Milliseconds that a ping takes now. */
  measure: request({ effect: 'read', input: OnConnection, output: type<number>() }),
  /** Answers with its id. What it changes is a file of ours, no engine. */
  add: request({ effect: 'read', input: NewConnection, output: type<string>() }),
  /** Only an added one can be led elsewhere; of the others the looks are taken. */
  edit: request({ effect: 'read', input: OnConnection.extend({ to: NewConnection }) }),
  /** Only an added one: the others belong to the docker CLI. */
  remove: request({ effect: 'read', input: OnConnection }),
  /** Tries an endpoint step by step; it ends after the last step, or the first that fails. */
  test: feed({ effect: 'read', input: Where, value: type<TestStep>() }),
}
