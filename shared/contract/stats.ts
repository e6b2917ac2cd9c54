import { feed, type } from '../ipc/define.ts'
import { ObjectRef } from './references.ts'

/** One sample of a running container, about one a second (Podman: one in five). */
export interface StatsSample {
  /** Percent of one core; 200 means two cores busy. Absent in the first sample. */
  readonly cpuPercent?: number
  /** Without the page cache, as `docker stats` counts. */
  readonly memoryBytes: number
  /** The container's limit, or the machine's memory where it has none. */
  readonly memoryLimitBytes: number
}

export const stats = {
  /** Ends when the container stops. */
  watch: feed({ effect: 'read', input: ObjectRef, value: type<StatsSample>() }),
}
