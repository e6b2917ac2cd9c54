import type { ContainerState, Health } from '#shared/contract/containers.ts'

/** The state word and the phrase of a list entry: `exited`, `Exited (137) 3 minutes ago`. */
export function toStateFromList(state: string, status: string): ContainerState {
  switch (state) {
    case 'running':
      return running(healthIn(status))
    case 'exited':
    // Podman's words: a container that has ended and not been cleaned up yet.
    case 'stopped':
      return { kind: 'exited', exitCode: exitCodeIn(status) }
    case 'paused':
    case 'restarting':
    case 'dead':
    case 'removing':
      return { kind: state }
    default:
      return { kind: 'created' }
  }
}

/** `State` of an inspect. */
export interface RawState {
  readonly Status?: string | null | undefined
  readonly ExitCode?: number | null | undefined
  readonly Error?: string | null | undefined
  readonly OOMKilled?: boolean | null | undefined
  readonly StartedAt?: string | null | undefined
  readonly FinishedAt?: string | null | undefined
  readonly Health?: RawHealth | null | undefined
}

/** `State.Health`; a container without a health check may have an empty one. */
export interface RawHealth {
  readonly Status?: string | null | undefined
  readonly FailingStreak?: number | null | undefined
  /** The last five checks, the newest at the end. */
  readonly Log?: readonly RawHealthCheck[] | null | undefined
}

/** One run of a health check. */
export interface RawHealthCheck {
  readonly End?: string | null | undefined
  readonly ExitCode?: number | null | undefined
  readonly Output?: string | null | undefined
}

/** Shells' words for "not executable", "not found" and the engine's for "cannot run it". */
const FAILED_START_CODES = new Set([126, 127, 128])

/** The state that inspect knows, refused starts told from containers that never started. */
export function toStateFromInspect(raw: RawState): ContainerState {
  const exitCode = raw.ExitCode ?? 0
  const reason = raw.Error ?? ''
  switch (raw.Status) {
    case 'running':
      return running(healthOf(raw.Health?.Status))
    case 'exited':
    case 'stopped':
      return { kind: 'exited', exitCode }
    case 'created':
    case 'configured':
      return reason !== '' || FAILED_START_CODES.has(exitCode)
        ? { kind: 'failed-to-start', exitCode, reason }
        : { kind: 'created' }
    default:
      return toStateFromList(raw.Status ?? '', '')
  }
}

function running(health: Health | undefined): ContainerState {
  return health === undefined ? { kind: 'running' } : { kind: 'running', health }
}

function healthIn(status: string): Health | undefined {
  return healthOf(/\((?:health: )?(starting|healthy|unhealthy)\)/.exec(status)?.[1])
}

function healthOf(word: string | null | undefined): Health | undefined {
  return word === 'starting' || word === 'healthy' || word === 'unhealthy' ? word : undefined
}

function exitCodeIn(status: string): number {
  return Number(/^Exited \((-?\d+)\)/.exec(status)?.[1] ?? 0)
}
