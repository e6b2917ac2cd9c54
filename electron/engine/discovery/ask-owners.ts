import { askMinikube } from './ask-minikube.ts'
import { askWsl } from './ask-wsl.ts'
import { programEnvironment } from './find-tools.ts'
import type { InspectedPlace } from './inspect-place.ts'
import type { Instances } from './list-instances.ts'
import { stampOfMinikube } from './list-minikube.ts'
import type { Machine } from './machine.ts'

/** The programs that alone know where their engines are: minikube, and WSL. */
export interface Owners {
  /** What they said last; nothing at first. */
  said(): readonly InspectedPlace[]
  /**
   * What they say now, or have said within the last minute. `again` asks them in any case. Takes 5 s
   * at most, and never rejects.
   */
  ask(question: OwnersQuestion): Promise<readonly InspectedPlace[]>
  close(): void
}

interface OwnersQuestion {
  readonly tools: ReadonlyMap<string, string>
  readonly instances: Pick<Instances, 'minikube'>
  readonly again: boolean
}

/** Each answer costs one process or two; who starts such an engine elsewhere waits so long. */
const ASK_EVERY_MS = 60_000

interface Asked {
  /** What the question was about: as long as it is the same, so is the answer. */
  readonly about: string
  readonly at: number
  readonly answer: Promise<readonly InspectedPlace[]>
}

/** Nobody has been asked yet. */
export function createOwners(machine: Machine): Owners {
  const closing = new AbortController()
  let said: readonly InspectedPlace[] = []
  let last: Asked | undefined

  async function askAll({ tools, instances }: OwnersQuestion): Promise<readonly InspectedPlace[]> {
    const options = { env: programEnvironment(machine), signal: closing.signal }
    const minikube = tools.get('minikube')
    const wsl = tools.get('wsl')
    const answers = await Promise.all([
      minikube === undefined
        ? []
        : askMinikube(instances.minikube, { program: minikube, ...options }),
      wsl === undefined ? [] : askWsl({ program: wsl, ...options }),
    ])
    return answers.flat()
  }

  return {
    said: () => said,
    async ask(question) {
      const about = await subjectOf(machine, question)
      const isFresh = last?.about === about && performance.now() - last.at < ASK_EVERY_MS
      if (last && isFresh && !question.again) return last.answer
      const asked: Asked = {
        about,
        at: performance.now(),
        // They reject only where the app is being closed.
        answer: askAll(question).catch(() => said),
      }
      last = asked
      const answer = await asked.answer
      // One that was asked later knows better.
      if (last === asked) said = answer
      return answer
    },
    close: () => closing.abort(),
  }
}

/** Who is asked, and what their files say: minikube writes one whenever it starts a profile. */
async function subjectOf(machine: Machine, { tools, instances }: OwnersQuestion): Promise<string> {
  const stamp = await stampOfMinikube(machine, instances.minikube)
  return [tools.get('minikube'), stamp, tools.get('wsl')].join('\n')
}
