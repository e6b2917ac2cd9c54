import type { Build, BuildStep } from '#shared/contract/builds.ts'

/** A step on the time axis of its build. */
export interface StepRow {
  readonly step: BuildStep
  /** From 1. */
  readonly number: number
  /** Where its bar begins and how long it is, as shares of the whole time; nothing before it starts. */
  readonly bar?: { readonly from: number; readonly length: number }
  /** Milliseconds so far. */
  readonly span?: number
}

/** The steps of a build on one time axis, which ends now while the build runs. */
export function stepRows(
  { startedAt, endedAt }: Pick<Build, 'startedAt' | 'endedAt'>,
  steps: readonly BuildStep[],
  now: number,
): readonly StepRow[] {
  const starts = steps.flatMap((step) => step.startedAt ?? [])
  const first = Math.min(startedAt, ...starts)
  const last = Math.max(endedAt ?? now, ...steps.flatMap((step) => step.endedAt ?? []))
  const whole = Math.max(1, last - first)
  return steps.map((step, index) => {
    const number = index + 1
    if (step.startedAt === undefined) return { step, number }
    const until = step.endedAt ?? (step.state === 'running' ? last : step.startedAt)
    const span = Math.max(0, until - step.startedAt)
    return {
      step,
      number,
      span,
      bar: { from: (step.startedAt - first) / whole, length: span / whole },
    }
  })
}

/** The step to look at while nobody has chosen one: what failed, else what runs, else the last. */
export function stepOfInterest(steps: readonly BuildStep[]): BuildStep | undefined {
  return (
    steps.find(({ state }) => state === 'failed') ??
    steps.findLast(({ state }) => state === 'running') ??
    steps.findLast(({ state }) => state === 'done' || state === 'cached') ??
    steps[0]
  )
}

/** The step that stands on this line of the Dockerfile. */
export function stepOnLine(steps: readonly BuildStep[], line: number): BuildStep | undefined {
  return steps.find((step) => step.line === line)
}
