/** A signal that somebody had the engine send. */
export interface SentSignal {
  /** Absent where the engine does not say which. */
  readonly number?: number
  /** Milliseconds before the container ended. */
  readonly beforeMs: number
}

/** What the engine's events tell of how a run of a container ended. */
export interface EndingEvents {
  /** The first sent comes first. */
  readonly signals: readonly SentSignal[]
  /** Milliseconds from the last time that the kernel killed a process for its memory to the end. */
  readonly oomBeforeMs?: number
  /** Somebody had the engine stop or restart it. */
  readonly stopped: boolean
  /** All of the run is told, by an engine that tells of every signal: what is absent was not. */
  readonly isWhole: boolean
}

/** Why the engine refused a start, in our words. */
export interface StartRefusal {
  readonly reason: string
  readonly hint?: string
}

/** One line that a container wrote; nothing in it but text. */
export interface LastLine {
  readonly stream: 'stdout' | 'stderr'
  readonly text: string
}

/** How the health check stood when its container ended. */
export interface LastHealth {
  readonly failing: boolean
  /** Failures in a row. */
  readonly streak: number
  readonly exitCode: number
  readonly output: string
  readonly endedAt?: number
}

/** What is found out about the end of a container besides what its details say. */
export interface ContainerEnding {
  /** The run that it is about, as `finishedAt` of the details; absent where it has not run. */
  readonly finishedAt?: number
  /** Absent where the engine has forgotten them. */
  readonly events?: EndingEvents
  /** Absent where no start was refused, or only the engine's own words say why. */
  readonly refusal?: StartRefusal
  /** Absent where its log cannot be read. */
  readonly lastLines?: readonly LastLine[]
  /** Absent where it was never checked. */
  readonly health?: LastHealth
}
