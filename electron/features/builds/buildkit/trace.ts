/** What BuildKit tells of a build at a time: what is new, or changed, since it told the last time. */
export interface Trace {
  readonly vertexes: readonly Vertex[]
  readonly statuses: readonly VertexStatus[]
  readonly logs: readonly VertexLog[]
  readonly warnings: readonly VertexWarning[]
}

/** A step of the build. It is told of again when it starts, and when it ends. */
export interface Vertex {
  readonly digest: string
  /** `[build 2/3] RUN make`, or what BuildKit does besides. */
  readonly name: string
  /** The digests of those that it waits for. */
  readonly inputs: readonly string[]
  readonly isCached: boolean
  /** Milliseconds since the epoch, by the engine's clock. */
  readonly startedAt?: number
  readonly endedAt?: number
  readonly error?: string
}

/** Something that goes on within a step, such as the download of a layer. */
export interface VertexStatus {
  readonly id: string
  /** The digest of its step. */
  readonly vertex: string
  readonly name: string
  readonly current: number
  /** 0 where it is not known. */
  readonly total: number
  readonly startedAt?: number
  readonly endedAt?: number
}

/** What a step wrote. */
export interface VertexLog {
  readonly vertex: string
  readonly at: number
  /** 1 is stdout, 2 is stderr. */
  readonly stream: number
  /** It may begin and end within a line, and within a character. */
  readonly bytes: Uint8Array
}

/** What BuildKit finds wrong with a Dockerfile that it builds all the same. */
export interface VertexWarning {
  readonly vertex: string
  readonly short: string
  readonly detail: readonly string[]
  /** Where it is explained. */
  readonly url?: string
  /** In the Dockerfile, from 1. */
  readonly lines?: readonly { readonly first: number; readonly last: number }[]
}
