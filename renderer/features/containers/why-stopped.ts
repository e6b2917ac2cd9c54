import { plural } from '#lib/plural.ts'
import type { ContainerEnding, LastHealth } from '#shared/contract/container-ending.ts'
import type { ContainerDetails } from '#shared/contract/containers.ts'
import { exitMeaning } from '#lib/exit-meaning.ts'
import { whyEnded, type Cause } from './why-ended.ts'

/** Why a container does not run: one sentence, and what can be done. */
export interface Explanation extends Pick<Cause, 'tone'> {
  readonly title: 'Why it stopped' | 'Why it did not start' | 'Why it does not run'
  readonly sentence: string
  readonly next?: string
}

type Details = Pick<
  ContainerDetails,
  'state' | 'error' | 'exitCode' | 'oomKilled' | 'memoryLimit' | 'restartCount' | 'finishedAt'
>

/** Why it does not run, from its details and what else was found out; nothing for one that runs. */
export function whyStopped(details: Details, ending?: ContainerEnding): Explanation | undefined {
  const { state } = details
  switch (state.kind) {
    case 'running':
    case 'paused':
      return undefined
    case 'created':
      return doesNotRun({ words: 'It was created and has not run yet', next: 'Start it.' })
    case 'removing':
      return doesNotRun({ words: 'The engine is removing it' })
    case 'dead':
      return doesNotRun({
        words: 'The engine could not remove all of it, and what is left cannot be started',
        next: 'Remove it again; if that fails, restart the engine.',
        tone: 'failure',
      })
    case 'failed-to-start':
    case 'exited':
    case 'restarting':
      return toExplanation(details, ending)
    default:
      return state satisfies never
  }
}

function doesNotRun(cause: Cause): Explanation {
  return explain('Why it does not run', cause)
}

function toExplanation(details: Details, ending: ContainerEnding | undefined): Explanation {
  const { state, error } = details
  if (state.kind === 'failed-to-start' || error !== '') {
    return explain('Why it did not start', withRestarts(refused(details, ending), details))
  }
  // What is told of another run than the one that is shown explains nothing.
  const own = ending?.finishedAt === details.finishedAt ? ending : undefined
  const cause = whyEnded({ ...details, events: own?.events })
  return explain('Why it stopped', withRestarts(withHealth(cause, own?.health), details))
}

function explain(title: Explanation['title'], { words, ...rest }: Cause): Explanation {
  return { title, sentence: `${words}.`, ...rest }
}

/** The engine's own words are shown beside it. */
function refused({ state, error, exitCode }: Details, ending: ContainerEnding | undefined): Cause {
  const again = state.kind === 'failed-to-start' ? '' : ' again'
  const { refusal } = ending ?? {}
  const reason = refusal?.reason ?? (error === '' ? exitMeaning(exitCode, false) : undefined)
  const code = exitCode === 0 ? '' : ` (exit code ${exitCode})`
  return {
    words: `The engine could not start it${again}${reason === undefined ? '' : `: ${reason}`}${code}`,
    ...(refusal?.hint !== undefined && { next: refusal.hint }),
    tone: 'failure',
  }
}

function withHealth(cause: Cause, health: LastHealth | undefined): Cause {
  if (!health?.failing) return cause
  const { streak } = health
  const failed =
    streak > 1
      ? `its health check had failed ${plural(streak, 'time')} in a row`
      : 'its last health check had failed'
  return { ...cause, words: `${cause.words}; ${failed}` }
}

function withRestarts(cause: Cause, { state, restartCount, exitCode }: Details): Cause {
  const times = restartCount === 1 ? 'once' : plural(restartCount, 'time')
  if (state.kind === 'restarting') {
    const again =
      restartCount === 0 ? 'starts it again' : `has restarted it ${times}, and tries again`
    return {
      next: 'Stop it to end the loop; its last log lines may say what is wrong.',
      ...cause,
      words: `${cause.words}; the engine ${again}`,
    }
  }
  if (restartCount === 0 || exitCode === 0) return cause
  return { ...cause, words: `${cause.words}; the engine had restarted it ${times} before` }
}
