import { chunksOf } from '#lib/chunks-of.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { Connection } from '#shared/contract/connections.ts'
import type { ContainerState } from '#shared/contract/containers.ts'
import type { SteerOffer } from '#shared/contract/places.ts'
import type { Consent } from '#lib/consent.ts'
import { toast } from '#ui/toast.tsx'
import { engine } from '../../ipc/client.ts'
import { queryClient } from '../../query-client.ts'
import { goTo } from '../../shell/navigation.ts'
import { agree } from './agree.ts'
import { connectionState } from './connection-states.ts'
import { startRun } from './program-runs.ts'
import { listedIdOf } from './queries.ts'
import { runToast } from './run-toast.ts'
import { steerQuestion, VERBS, type Running } from './steer-question.ts'
import { steeringQuery } from './steering.ts'

/** The program that is at work on an engine, whichever connection leads there. */
export const runKeyOf = (owner: string) => `engine:${owner}`

/** Those have processes, which end with the engine. */
const ALIVE: ReadonlySet<ContainerState['kind']> = new Set(['running', 'paused', 'restarting'])

/** As many as one question may name. */
const IDS_PER_QUESTION = 1000

/** Why the app may not steer it; nothing where it may. Main refuses as well. */
export function steerRefusal({ name, mode }: Connection): string | undefined {
  return mode === 'read-only' ? `"${visibleText(name)}" is read-only` : undefined
}

/** Starts, stops or restarts the engine, once the person has said that they mean it. */
export async function steerEngine(
  connection: Connection,
  owner: string,
  offer: SteerOffer,
): Promise<void> {
  const refusal = steerRefusal(connection)
  if (refusal !== undefined) return toast({ kind: 'info', text: refusal, key: 'blocked' })
  const isStart = offer.verb === 'start'
  const consent = await agree([{ connection: connection.id }], {
    always: !isStart,
    async question() {
      const running = isStart ? undefined : await findRunning(connection.id)
      return steerQuestion({ connection, owner, offer }, running)
    },
  })
  if (consent) run(connection, owner, offer, consent)
}

function run(
  { id }: Connection,
  owner: string,
  { verb, commands }: SteerOffer,
  consent: Consent,
): void {
  const key = runKeyOf(owner)
  startRun(key, {
    title: `${VERBS[verb]} ${visibleText(owner)}`,
    open: (listener) =>
      engine.places.steer({ connection: id, verb, commands: [...commands] }, consent, listener),
    onEnd(ended, seen) {
      const show = () => goTo({ page: 'connections', id: listedIdOf(id), tab: 'engine' })
      if (!seen) toast(runToast(key, ended, { label: 'Show', run: show }))
      // Sooner than the next heartbeat, or attempt.
      void engine.connections.retry({ connection: listedIdOf(id) })
      void queryClient.invalidateQueries(steeringQuery)
    },
  })
}

/** What would end; nothing where the engine cannot be asked. */
async function findRunning(connection: string): Promise<Running | undefined> {
  // It would not answer this either, and the person would wait for the deadline.
  if (connectionState(connection).kind === 'not-responding') return undefined
  try {
    const all = await engine.containers.list({ connection })
    const containers = all.filter(({ state }) => ALIVE.has(state.kind))
    const questions = chunksOf(
      containers.map(({ id }) => id),
      IDS_PER_QUESTION,
    ).map((ids) => engine.containers.vanishing({ connection, ids: [...ids] }))
    return { containers, vanishing: new Set((await Promise.all(questions)).flat()) }
  } catch {
    // It is away: the question says that it does not answer.
    return undefined
  }
}
