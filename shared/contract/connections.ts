import * as z from 'zod'
import type { EngineErrorShape } from '../errors.ts'
import { feed, request, type } from '../ipc/define.ts'
import { OnConnection } from './references.ts'

/** How much the app may do there. Main enforces it; the window only shows it. */
export type ConnectionMode = 'full' | 'confirm' | 'read-only'

/** Where the endpoint was found, in the order in which the docker CLI looks. */
export type ConnectionSource = 'DOCKER_HOST' | 'context' | 'default'

/** What carries the bytes. */
export type ConnectionKind = 'socket' | 'pipe' | 'tcp' | 'tls' | 'ssh'

export interface Connection {
  readonly id: string
  /** Context name, or `default`. */
  readonly name: string
  readonly source: ConnectionSource
  /** As the CLI writes it: `unix:///var/run/docker.sock`, `npipe:////./pipe/docker_engine`. */
  readonly endpoint: string
  /** Where the endpoint cannot be read (see `fault`), `socket`. */
  readonly kind: ConnectionKind
  readonly mode: ConnectionMode
  /** What a person should know before they use it, in whole sentences. */
  readonly warning?: string
  /** Set when the endpoint cannot be used at all (a missing or broken context, an address of no kind that we know). */
  readonly fault?: EngineErrorShape
}

export interface EngineFacts {
  readonly version: string
  readonly apiVersion: string
  readonly os: string
  readonly arch: string
  readonly cpus: number
  readonly memoryBytes: number
  readonly name: string
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

export const connections = {
  list: request({ effect: 'read', input: z.object({}), output: type<readonly Connection[]>() }),
  /** The state at once, then every change of it. */
  state: feed({ effect: 'read', input: OnConnection, value: type<ConnectionState>() }),
  /** Asks the engine again now instead of waiting for the next attempt. */
  retry: request({ effect: 'read', input: OnConnection }),
}
