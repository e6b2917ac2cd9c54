import {
  Ban,
  Check,
  CircleCheck,
  CircleDashed,
  CirclePlay,
  Layers2,
  OctagonX,
  Unplug,
  type LucideIcon,
} from 'lucide-react'
import { STEP_WORDS } from '#shared/build-step-words.ts'
import type { Build, BuildState, BuildStepState } from '#shared/contract/builds.ts'
import styles from './build-tabs.module.css'
import { buildStateWord } from './build-words.ts'

type Tone = 'running' | 'done' | 'failed' | 'quiet'

interface Look {
  readonly icon: LucideIcon
  readonly tone: Tone
}

const BUILD_LOOKS: Readonly<Record<BuildState['kind'], Look>> = {
  running: { icon: CirclePlay, tone: 'running' },
  done: { icon: CircleCheck, tone: 'done' },
  failed: { icon: OctagonX, tone: 'failed' },
  interrupted: { icon: Unplug, tone: 'failed' },
  cancelled: { icon: Ban, tone: 'quiet' },
}

const STEP_LOOKS: Readonly<Record<BuildStepState, Look>> = {
  waiting: { icon: CircleDashed, tone: 'quiet' },
  running: { icon: CirclePlay, tone: 'running' },
  done: { icon: Check, tone: 'done' },
  cached: { icon: Layers2, tone: 'quiet' },
  failed: { icon: OctagonX, tone: 'failed' },
  'not-run': { icon: Ban, tone: 'quiet' },
}

/** How a build stands, as shape, word and colour. */
export function BuildStatus({ build }: { readonly build: Pick<Build, 'state' | 'steps'> }) {
  return <Status {...BUILD_LOOKS[build.state.kind]} word={buildStateWord(build)} />
}

/** How a step stands. */
export function StepStatus({ state }: { readonly state: BuildStepState }) {
  return <Status {...STEP_LOOKS[state]} word={STEP_WORDS[state]} />
}

function Status({ icon: Icon, tone, word }: Look & { readonly word: string }) {
  return (
    <span className={styles.status} data-tone={tone}>
      <Icon size={15} aria-hidden />
      {word}
    </span>
  )
}
