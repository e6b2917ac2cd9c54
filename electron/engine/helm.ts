import type { Connection } from '#shared/contract/connections.ts'
import type { Place, ProgramEnd, Steering, SteerInput } from '#shared/contract/places.ts'
import { EngineError } from '#shared/errors.ts'
import { findTools } from './discovery/find-tools.ts'
import { engineKey } from './discovery/fix.ts'
import { listInstances } from './discovery/list-instances.ts'
import type { Machine } from './discovery/machine.ts'
import { toolsFor } from './discovery/owner-commands.ts'
import { placeOf, type LocatedPlace } from './discovery/place-of.ts'
import type { Programs } from './discovery/programs.ts'
import { realPathSoon } from './discovery/real-path.ts'
import type { OnLine } from './discovery/run-program.ts'
import { socketPath } from './discovery/socket-path.ts'
import { steerPlans, type SteerPlan } from './discovery/steer-plans.ts'
import { toldPlaceOf } from './discovery/told-places.ts'
import { wellKnownPlaces } from './discovery/well-known-places.ts'

/** Starts, stops and restarts the engines that programs of this machine run. */
export interface Helm {
  /** By connection, whether that can be done, and how. No engine is asked, and nothing is run. */
  steering(): Promise<Readonly<Record<string, Steering>>>
  /** Throws `not-found` or `conflict` where what was offered is not what would be run now. */
  steer(input: SteerInput, options: SteerOptions): Promise<ProgramEnd>
}

interface SteerOptions {
  readonly signal: AbortSignal
  readonly onLine: OnLine
}

/** What there is to steer with: it is looked at anew each time, for it is what people install. */
interface Equipment {
  readonly tools: ReadonlyMap<string, string>
  readonly places: readonly LocatedPlace[]
}

/** How one engine is steered, or why it is not. */
type Course =
  | {
      readonly kind: 'managed'
      readonly owner: string
      readonly engine: string
      readonly plans: readonly SteerPlan[]
    }
  | Extract<Steering, { kind: 'unmanaged' }>

/** Steers the engines that these connections lead to. */
export function createHelm(
  connections: () => readonly Connection[],
  machine: Machine,
  programs: Programs,
): Helm {
  return {
    async steering() {
      const equipment = await look(machine)
      const all = connections()
      const courses = all.map(async (connection) => {
        return [connection.id, toSteering(await courseOf(connection, all, equipment))] as const
      })
      return Object.fromEntries(await Promise.all(courses))
    },
    async steer({ connection: id, verb, commands }, options) {
      const all = connections()
      const connection = all.find((one) => one.id === id)
      if (!connection) throw notSteered(id, 'There is no such connection.')
      const equipment = await look(machine)
      const course = await courseOf(connection, all, equipment)
      if (course.kind === 'unmanaged') throw notSteered(connection.name, course.reason)
      const plan = course.plans.find(({ offer }) => offer.verb === verb && offer.runBy === 'app')
      if (!plan) throw notSteered(course.owner, `Pilothouse does not ${verb} it.`)
      if (plan.offer.commands.join('\n') !== commands.join('\n')) throw changed(connection.name)
      const { tools } = equipment
      const work = { engine: course.engine, programs: plan.programs }
      return programs.run(work, { ...options, tools })
    },
  }
}

async function look(machine: Machine): Promise<Equipment> {
  const [tools, instances] = await Promise.all([findTools(machine), listInstances(machine)])
  const places = await Promise.all(wellKnownPlaces(machine, instances).map(locate))
  return { tools, places }
}

/** Of the connection, or of one that was found by itself and that it is listed in place of. */
async function courseOf(
  connection: Connection,
  all: readonly Connection[],
  equipment: Equipment,
): Promise<Course> {
  const own = await courseAt(connection, equipment)
  if (own.kind === 'managed') return own
  const folded = all.filter(({ foldedInto }) => foldedInto === connection.id)
  const courses = await Promise.all(folded.map((one) => courseAt(one, equipment)))
  return courses.find(({ kind }) => kind === 'managed') ?? own
}

async function courseAt(connection: Connection, equipment: Equipment): Promise<Course> {
  const { endpoint, remote } = connection
  if (remote) return unmanaged('Pilothouse does not manage remote engines.')
  const known = { endpoint, ...(await located(endpoint)) }
  const { tools, places } = equipment
  const place = placeOf(known, places) ?? toldPlaceOf(connection)
  const plans = place ? steerPlans(place, tools) : []
  // At Docker's default socket anybody's engine may be, unless its own daemon is there.
  if (!place || (place.owner === 'docker' && plans.length === 0)) {
    return unmanaged('Pilothouse does not know which program runs this engine.')
  }
  if (plans.length > 0) {
    return { kind: 'managed', owner: place.name, engine: engineKey(place), plans }
  }
  const missing = toolsFor(place, tools).filter((name) => !tools.has(name))
  return unmanaged(
    missing.length > 0
      ? `${place.name} is started and stopped with ${quoted(missing)}, which Pilothouse did not find.`
      : `Pilothouse knows no command that starts or stops ${place.name}.`,
  )
}

async function locate(place: Place): Promise<LocatedPlace> {
  return { place, ...(await located(place.endpoint ?? '')) }
}

async function located(endpoint: string): Promise<{ readonly realPath?: string }> {
  const path = socketPath(endpoint)
  return path === undefined ? {} : { realPath: await realPathSoon(path) }
}

function toSteering(course: Course): Steering {
  if (course.kind === 'unmanaged') return course
  const { kind, owner, plans } = course
  return { kind, owner, offers: plans.map(({ offer }) => offer) }
}

function unmanaged(reason: string) {
  return { kind: 'unmanaged', reason } as const
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(' and ')
}

/** What was asked for cannot be done; `reason` is a sentence for people. */
export function notSteered(name: string, reason: string): EngineError {
  return new EngineError({
    code: 'not-found',
    message: `Nothing was done to "${name}"`,
    hint: reason,
  })
}

function changed(name: string): EngineError {
  return new EngineError({
    code: 'conflict',
    message: `Nothing was done to "${name}": it would take another command now`,
    hint: 'Look at the command again, and decide anew.',
  })
}
