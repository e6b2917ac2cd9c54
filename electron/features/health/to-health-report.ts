import type { Health } from '#shared/contract/containers.ts'
import type { HealthCheck, HealthProbe, HealthReport } from '#shared/contract/health.ts'

interface RawProbe {
  readonly Start?: string | null | undefined
  readonly End?: string | null | undefined
  readonly ExitCode?: number | null | undefined
  readonly Output?: string | null | undefined
}

interface RawCheck {
  readonly Test?: readonly string[] | null | undefined
  /** Times in nanoseconds. */
  readonly Interval?: number | null | undefined
  readonly Timeout?: number | null | undefined
  readonly StartPeriod?: number | null | undefined
  readonly Retries?: number | null | undefined
}

/** An inspect, as far as it tells of health. */
export interface RawHealth {
  readonly Config?:
    | {
        readonly Healthcheck?: RawCheck | null | undefined
        readonly Shell?: readonly string[] | null | undefined
      }
    | null
    | undefined
  readonly State?:
    | {
        readonly Health?:
          | {
              readonly Status?: string | null | undefined
              readonly FailingStreak?: number | null | undefined
              readonly Log?: readonly (RawProbe | null)[] | null | undefined
            }
          | null
          | undefined
      }
    | null
    | undefined
}

/** What engines take for a time or a number that is not set. */
const DEFAULTS = { intervalMs: 30_000, timeoutMs: 30_000, retries: 3 } as const

const NS_PER_MS = 1e6
const MAX_PROBES = 5

/** A probe's output may be 4 KB on Docker; an engine that sends more is cut. */
const MAX_OUTPUT = 16_384

/** What is known of a container's health; nothing where it has no check. */
export function toHealthReport(raw: RawHealth): HealthReport | undefined {
  const check = toCheck(raw)
  if (!check) return undefined
  const { Status, FailingStreak, Log } = raw.State?.Health ?? {}
  const status = healthOf(Status)
  return {
    check,
    ...(status && { status }),
    failures: FailingStreak ?? 0,
    probes: (Log ?? [])
      .flatMap(toProbe)
      .toSorted((a, b) => b.startedAt - a.startedAt)
      .slice(0, MAX_PROBES),
  }
}

function toCheck({ Config }: RawHealth): HealthCheck | undefined {
  const { Healthcheck, Shell } = Config ?? {}
  const words = wordsOf(Healthcheck?.Test ?? [], Shell?.length ? Shell : ['/bin/sh', '-c'])
  if (!words) return undefined
  const ms = (time: number | null | undefined) => (time ?? 0) / NS_PER_MS
  return {
    ...words,
    intervalMs: ms(Healthcheck?.Interval) || DEFAULTS.intervalMs,
    timeoutMs: ms(Healthcheck?.Timeout) || DEFAULTS.timeoutMs,
    startPeriodMs: ms(Healthcheck?.StartPeriod),
    retries: Healthcheck?.Retries || DEFAULTS.retries,
  }
}

/** `["CMD", …]` is a program with its words, `["CMD-SHELL", line]` a line for a shell. */
function wordsOf(
  [form, ...words]: readonly string[],
  shell: readonly string[],
): Pick<HealthCheck, 'command' | 'text'> | undefined {
  const [line] = words
  if (line === undefined) return undefined
  if (form === 'CMD') return { command: words, text: words.join(' ') }
  return form === 'CMD-SHELL' ? { command: [...shell, line], text: line } : undefined
}

function toProbe(raw: RawProbe | null): readonly HealthProbe[] {
  const startedAt = Date.parse(raw?.Start ?? '')
  if (raw === null || Number.isNaN(startedAt)) return []
  const duration = Date.parse(raw.End ?? '') - startedAt
  return [
    {
      startedAt,
      ...(duration >= 0 && { durationMs: duration }),
      exitCode: raw.ExitCode ?? 0,
      output: (raw.Output ?? '').slice(0, MAX_OUTPUT),
    },
  ]
}

function healthOf(word: string | null | undefined): Health | undefined {
  return word === 'starting' || word === 'healthy' || word === 'unhealthy' ? word : undefined
}
