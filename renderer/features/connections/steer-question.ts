import { plural } from '#lib/plural.ts'
import type { Connection } from '#shared/contract/connections.ts'
import type { ContainerSummary } from '#shared/contract/containers.ts'
import type { SteerOffer, SteerVerb } from '#shared/contract/places.ts'
import { visibleText } from '#shared/visible-text.ts'
import type { ConfirmOptions } from '#ui/confirm.tsx'

/** What runs on an engine. */
export interface Running {
  readonly containers: readonly ContainerSummary[]
  /** The ids of those that the engine removes as soon as they end. */
  readonly vanishing: ReadonlySet<string>
}

export interface SteerTarget {
  readonly connection: Pick<Connection, 'name'>
  /** `Colima (work)`. */
  readonly owner: string
  readonly offer: SteerOffer
}

export const VERBS: Readonly<Record<SteerVerb, string>> = {
  start: 'Start',
  stop: 'Stop',
  restart: 'Restart',
}

/** More names would make a sentence a list; the list stands below it. */
const MAX_NAMES = 3

/** The question before an engine is steered. `running`: nothing, where the engine cannot be asked. */
export function steerQuestion(
  { connection, owner, offer }: SteerTarget,
  running: Running | undefined,
): ConfirmOptions {
  const { verb, commands, endsContainers, alsoEnds } = offer
  const word = VERBS[verb]
  const containers = (endsContainers && running?.containers) || []
  const vanishing = running?.vanishing ?? new Set()
  return {
    tier: containers.length > 1 ? 2 : 1,
    question: `${word} the engine of "${visibleText(connection.name)}"?`,
    objects: containers.map(({ id, name, image }) => ({
      name,
      detail: vanishing.has(id) ? `${image} · will be removed` : image,
    })),
    verb: `${word} engine`,
    consequence: [
      ...(verb === 'start' ? [] : [lossOf(offer, running)]),
      ...(alsoEnds === undefined ? [] : [`It also ends ${alsoEnds}.`]),
      ...removalOf(containers.filter(({ id }) => vanishing.has(id)).length),
      `${visibleText(owner)} is told ${commands.map((line) => `"${visibleText(line)}"`).join(', then ')}.`,
    ].join(' '),
  }
}

function lossOf({ endsContainers }: SteerOffer, running: Running | undefined): string {
  if (!endsContainers) return 'Its containers run on, and cannot be seen or changed meanwhile.'
  if (!running) return 'It does not answer: whatever runs there ends.'
  const { containers } = running
  if (containers.length === 0) return 'No container runs there now.'
  return `This ends ${plural(containers.length, 'running container')}: ${namesOf(containers)}.`
}

function namesOf(containers: Running['containers']): string {
  const names = containers.slice(0, MAX_NAMES).map(({ name }) => `"${visibleText(name)}"`)
  const rest = containers.length - names.length
  return rest > 0 ? `${names.join(', ')} and ${rest} more` : names.join(', ')
}

function removalOf(count: number): readonly string[] {
  if (count === 0) return []
  const which = count === 1 ? 'One was' : `${count} were`
  const what = count === 1 ? 'it' : 'each'
  return [`${which} made with "--rm": the engine then removes ${what}, which cannot be undone.`]
}
