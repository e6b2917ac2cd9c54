import { request, type } from '../ipc/define.ts'
import type { Health } from './containers.ts'
import { ObjectRef } from './references.ts'

/** How a container is checked; times in milliseconds, as they count: what is not set has its default. */
export interface HealthCheck {
  /** The words that are run; of a line for a shell, those of the shell come first. */
  readonly command: readonly string[]
  /** As it was written: the line, or the words. */
  readonly text: string
  readonly intervalMs: number
  readonly timeoutMs: number
  readonly startPeriodMs: number
  readonly retries: number
}

/** One run of the check, by the engine. */
export interface HealthProbe {
  /** Milliseconds since the epoch. */
  readonly startedAt: number
  /** Absent where the engine has not noted its end. */
  readonly durationMs?: number
  readonly exitCode: number
  readonly output: string
}

export interface HealthReport {
  readonly check: HealthCheck
  /** Absent in a container that has not been checked. */
  readonly status?: Health
  /** Probes in a row that failed. */
  readonly failures: number
  /** The newest first; engines keep five. */
  readonly probes: readonly HealthProbe[]
}

/** What came of a run that a person asked for. */
export interface HealthRun {
  readonly durationMs: number
  /** Absent where it was ended because it took longer than the check allows. */
  readonly exitCode?: number
  readonly output: string
  /** The output was longer. */
  readonly isCut: boolean
}

export const health = {
  /** Nothing where the container has no check. */
  read: request({ effect: 'read', input: ObjectRef, output: type<HealthReport | undefined>() }),
  /** Runs the check's command in the container, within its timeout. The engine's state stays as it is. */
  run: request({ effect: 'change', input: ObjectRef, output: type<HealthRun>() }),
}
