import { feed, request, type } from '../ipc/define.ts'
import type { SavedHistory } from '../stats-history.ts'
import { ObjectRef, ObjectRefs } from './references.ts'

/** What a running container used, and how fast. What its engine does not count is absent. */
export interface StatsSample {
  /** Milliseconds since the epoch, by our own clock. */
  readonly at: number
  /** Milliseconds before that which its CPU and its rates are of; 0 where it has none yet. */
  readonly spanMs: number
  /** Percent of one core; 200 means two cores busy. Absent in the first sample. */
  readonly cpuPercent?: number
  /** Without the page cache, as `docker stats` counts. */
  readonly memoryBytes?: number
  /** The container's limit, or the machine's memory where it has none. */
  readonly memoryLimitBytes?: number
  /** Bytes a second, of all networks that it has to itself. */
  readonly receivedPerS?: number
  readonly sentPerS?: number
  /** Bytes a second from and to block devices. */
  readonly readPerS?: number
  readonly writtenPerS?: number
  readonly pids?: number
}

/** The history that is kept of a container, and from then on each sample. */
export type StatsNews =
  | { readonly kind: 'history'; readonly history: SavedHistory }
  | { readonly kind: 'sample'; readonly sample: StatsSample }

/** A sample of one of many containers. */
export interface NamedSample {
  readonly id: string
  readonly sample: StatsSample
}

export const stats = {
  /** For a row of a list: about every three seconds. Ends when the container stops. */
  watch: feed({ effect: 'read', input: ObjectRef, value: type<StatsSample>() }),
  /** For a chart: the history, and a sample about every second. Ends when the container stops. */
  follow: feed({ effect: 'read', input: ObjectRef, value: type<StatsNews>() }),
  /** The history alone: the engine is not asked for anything. */
  recall: request({ effect: 'read', input: ObjectRef, output: type<SavedHistory>() }),
  /** Has the history of these go on, slowly, while nobody looks at them; tells of all their samples. */
  keep: feed({ effect: 'read', input: ObjectRefs, value: type<readonly NamedSample[]>() }),
}
