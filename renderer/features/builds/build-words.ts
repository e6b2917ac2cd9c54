import { formatSpan } from '#lib/format-span.ts'
import type { Build, BuilderKind, BuildState } from '#shared/contract/builds.ts'

/** How a build stands, in a word or two: `Running 3/8`. */
export function buildStateWord({ state, steps }: Pick<Build, 'state' | 'steps'>): string {
  if (state.kind !== 'running') return STATE_WORDS[state.kind]
  return steps.all === 0 ? 'Running' : `Running ${steps.ended}/${steps.all}`
}

/** By which builds are filtered and put in groups. */
export function stateName({ state }: Pick<Build, 'state'>): string {
  return STATE_WORDS[state.kind]
}

const STATE_WORDS: Readonly<Record<BuildState['kind'], string>> = {
  running: 'Running',
  done: 'Built',
  failed: 'Failed',
  interrupted: 'Interrupted',
  cancelled: 'Cancelled',
}

/** What people call who builds. */
export const BUILDER_NAMES: Readonly<Record<BuilderKind, string>> = {
  buildkit: 'BuildKit',
  classic: 'Classic',
  buildah: 'Buildah',
}

/** `3 of 8`; nothing before the steps are known. */
export function cachedWords({ steps: { all, cached } }: Pick<Build, 'steps'>): string {
  return all === 0 ? '' : `${cached} of ${all}`
}

/** Milliseconds that something took, or has taken by now. */
export function spanOf(
  { startedAt, endedAt }: { readonly startedAt?: number; readonly endedAt?: number },
  now: number,
): number | undefined {
  return startedAt === undefined ? undefined : Math.max(0, (endedAt ?? now) - startedAt)
}

/** How long something took, in words. */
export function spanWords(times: Parameters<typeof spanOf>[0], now: number): string {
  const span = spanOf(times, now)
  return span === undefined ? '' : formatSpan(span)
}

export function isRunning({ state }: Pick<Build, 'state'>): boolean {
  return state.kind === 'running'
}

/** What went wrong with a build, if anything. */
export function failureOf({ state }: Pick<Build, 'state'>) {
  return state.kind === 'failed' || state.kind === 'interrupted' ? state.error : undefined
}
