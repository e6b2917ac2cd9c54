import { Play, RotateCw, Square, type LucideIcon } from 'lucide-react'
import type { Connection } from '#shared/contract/connections.ts'
import { SteerVerb } from '#shared/contract/places.ts'
import type { Command } from '../../commands/index.ts'
import { queryClient } from '../../query-client.ts'
import { goTo } from '../../shell/navigation.ts'
import { connectionState } from './connection-states.ts'
import { isAtWork, programRun } from './program-runs.ts'
import { runKeyOf, steerEngine } from './steer-engine.ts'
import { VERBS } from './steer-question.ts'
import { fitsState, knownSteering } from './steering.ts'

/** Something that the app can do now with the engine of a connection. */
export interface Steer {
  readonly verb: SteerVerb
  /** `Stop engine`. */
  readonly label: string
  readonly icon: LucideIcon
  run(): Promise<void>
}

/** How each of them is shown. */
export const STEER_ICONS: Readonly<Record<SteerVerb, LucideIcon>> = {
  start: Play,
  stop: Square,
  restart: RotateCw,
}

/** Other words by which people look for them. */
export const STEER_KEYWORDS = 'vm machine daemon'

/** What can be done now; nothing where the app does not manage the engine, or is at it already. */
export function steersNow(connection: Connection): readonly Steer[] {
  const steering = knownSteering(queryClient, connection.id)
  if (steering?.kind !== 'managed') return []
  if (isAtWork(programRun(runKeyOf(steering.owner)))) return []
  const { kind } = connectionState(connection.id)
  return steering.offers
    .filter(({ verb, runBy }) => runBy === 'app' && fitsState(verb, kind))
    .map((offer) => ({
      verb: offer.verb,
      label: `${VERBS[offer.verb]} engine`,
      icon: STEER_ICONS[offer.verb],
      run: () => steerEngine(connection, steering.owner, offer),
    }))
}

/** What can be done with the engine of the connection that the person is at. */
export const steerCommands: readonly Command<Connection>[] = SteerVerb.options.map((verb) => ({
  id: `connection.${verb}-engine`,
  label: `${VERBS[verb]} engine`,
  icon: STEER_ICONS[verb],
  keywords: STEER_KEYWORDS,
  effect: 'change',
  group: 'Engine',
  appliesTo: (targets) => steerOf(targets, verb) !== undefined,
  async run(targets) {
    const [connection] = targets
    if (!connection) return
    goTo({ page: 'connections', id: connection.id, tab: 'engine' })
    await steerOf(targets, verb)?.run()
  },
}))

function steerOf([connection, ...others]: readonly Connection[], verb: SteerVerb) {
  if (!connection || others.length > 0) return undefined
  return steersNow(connection).find((steer) => steer.verb === verb)
}
