import type { BuildStepState } from './contract/builds.ts'

/** What a step of a build does, in a word. */
export const STEP_WORDS: Readonly<Record<BuildStepState, string>> = {
  waiting: 'Waiting',
  running: 'Running',
  done: 'Done',
  cached: 'Cached',
  failed: 'Failed',
  'not-run': 'Not run',
}
