/** A container whose log is shown. */
export interface LogTarget {
  readonly connection: string
  readonly id: string
  readonly name: string
}

/** Several containers whose logs are shown as one. It is plain data, and may be kept and read again. */
export interface MergedTarget {
  /** `shop`, or `3 containers`. */
  readonly name: string
  /** All that belongs to this Compose project, now and later. */
  readonly project?: ProjectRef | undefined
  /** Those that were chosen; of a project nobody needs to be named. */
  readonly containers: readonly LogTarget[]
}

/** A Compose project on a connection. */
export interface ProjectRef {
  readonly connection: string
  readonly name: string
}

/** Whether it is more than the log of one container. */
export function isMerged(target: LogTarget | MergedTarget): target is MergedTarget {
  return 'containers' in target
}
