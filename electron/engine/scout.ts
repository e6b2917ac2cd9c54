import { EngineError } from '#shared/errors.ts'
import type { PlaceReport, ProgramEnd } from '#shared/contract/places.ts'
import { createOwners } from './discovery/ask-owners.ts'
import { findTools } from './discovery/find-tools.ts'
import { toOffer, type RunFix, type Tools } from './discovery/fix.ts'
import { fixFor } from './discovery/fixes.ts'
import { inspectPlaces, type InspectedPlace } from './discovery/inspect-place.ts'
import { listInstances } from './discovery/list-instances.ts'
import type { Machine } from './discovery/machine.ts'
import { shareAny } from './discovery/marks.ts'
import { mergePlaces, type MergedPlace } from './discovery/merge-places.ts'
import { createPrograms } from './discovery/programs.ts'
import type { OnLine } from './discovery/run-program.ts'
import { wellKnownPlaces } from './discovery/well-known-places.ts'
import { connectionOf, toConnections } from './found-endpoint.ts'
import { createHelm, notSteered, type Helm } from './helm.ts'
import type { Engines } from './index.ts'
import { orAborted } from './links/or-aborted.ts'

/** Looks for engines that nothing names, and starts and stops those of this machine. */
export interface Scout extends Helm {
  /**
   * What is at each place where engines put their sockets; what answers, or was set up, becomes a
   * connection. It is told in 1.5 s at most, and anew where programs that are slower know of more.
   */
  look(options: LookOptions): Promise<readonly PlaceReport[]>
  /** The connections that lead to what a fix would start; none where nothing was offered. */
  behindFix(id: string): readonly string[]
  /** Runs a fix that the last look has offered. Throws `not-found` for any other. */
  fix(id: string, options: { signal: AbortSignal; onLine: OnLine }): Promise<ProgramEnd>
  /** Ends the programs that it has begun; resolves when they have ended. */
  close(): Promise<void>
}

interface LookOptions {
  readonly signal: AbortSignal
  /** The person asks for it, or has changed something: programs are asked, though they were lately. */
  readonly again?: boolean
  /** Called once or more, with all that is known by then. */
  readonly tell?: (reports: readonly PlaceReport[]) => void
}

/** A fix, and what it fixes. */
interface OfferedFix {
  readonly fix: RunFix
  readonly of: MergedPlace
}

/** Looks nowhere, and runs nothing: only what is named is used. */
export function createBlindScout(engines: Pick<Engines, 'list'>): Scout {
  const reason = 'Pilothouse was told not to look for the programs that run engines.'
  return {
    look: () => Promise.resolve([]),
    behindFix: () => [],
    fix: (id) => Promise.reject(unknownFix(id)),
    async steering() {
      const entries = engines.list().map(({ id }) => [id, { kind: 'unmanaged', reason }] as const)
      return Object.fromEntries(entries)
    },
    steer: ({ connection }) => Promise.reject(notSteered(connection, reason)),
    close: () => Promise.resolve(),
  }
}

/** A scout of a machine; what it finds goes into the list of engines. */
export function createScout(engines: Engines, machine: Machine): Scout {
  const offered = new Map<string, OfferedFix>()
  const programs = createPrograms(machine)
  const owners = createOwners(machine)
  const helm = createHelm(() => engines.list(), machine, programs)
  let begun = 0
  let taken = 0

  /** The place, and the fix that the person may have run. */
  function report(found: MergedPlace, tools: Tools): Report {
    const { place, finding, otherNames } = found
    const fix = fixFor(place, finding, tools)
    const told = { place, finding, otherNames, connections: leadingTo(found) }
    return {
      place: fix ? { ...told, fix: toOffer(fix) } : told,
      offer: fix?.kind === 'run' ? { fix, of: found } : undefined,
    }
  }

  /** The connections that lead there now, and those that are listed in their place. */
  function leadingTo({ place, marks }: MergedPlace): readonly string[] {
    const leading = engines
      .list()
      .filter(({ id }) => id === connectionOf(place.id) || shareAny(engines.marksOf(id), marks))
    const ids = leading.flatMap(({ id, foldedInto }) =>
      foldedInto === undefined ? [id] : [id, foldedInto],
    )
    return [...new Set(ids)]
  }

  async function look({
    signal,
    again = false,
    tell,
  }: LookOptions): Promise<readonly PlaceReport[]> {
    const turn = ++begun
    const [tools, instances] = await Promise.all([findTools(machine), listInstances(machine)])
    const asking = owners.ask({ tools, instances, again })
    const inspected = await inspectPlaces(wellKnownPlaces(machine, instances), { signal })
    const saidBefore = owners.said()
    const reports = await take(turn, [...inspected, ...saidBefore], tools)
    tell?.(reports)
    const said = await orAborted(asking, signal)
    if (said === saidBefore) return reports
    // Another look that was begun later is done, and did not know yet what the programs say now.
    if (turn < taken) return look({ signal, ...(tell && { tell }) })
    const all = await take(turn, [...inspected, ...said], tools)
    tell?.(all)
    return all
  }

  /** Lists what is at these places, and says what can be done about them. */
  async function take(turn: number, inspected: readonly InspectedPlace[], tools: Tools) {
    const merged = mergePlaces(inspected)
    const found = toConnections(merged)
    // Those that turn out to be one engine, the list folds itself.
    await engines.followLinks(found.map(({ connection }) => connection.endpoint))
    // One that was begun later, and is done, knows better.
    const isNewest = turn >= taken
    if (isNewest) {
      taken = turn
      engines.addFound(found)
    }
    const reports = merged.map((one) => report(one, tools))
    if (isNewest) {
      offered.clear()
      for (const { offer } of reports) if (offer) offered.set(offer.fix.id, offer)
    }
    return reports.map(({ place }) => place)
  }

  return {
    ...helm,
    look,
    async steer(input, options) {
      const end = await helm.steer(input, options)
      // An engine may be at another address after each start.
      const isDone = end.kind === 'exited' && end.exitCode === 0
      if (isDone) void look({ signal: NEVER, again: true }).catch(() => {})
      return end
    },
    behindFix(id) {
      const offer = offered.get(id)
      return offer ? leadingTo(offer.of) : []
    },
    async fix(id, { signal, onLine }) {
      const offer = offered.get(id)
      if (!offer) throw unknownFix(id)
      const { engine, program } = offer.fix
      const options = { tools: await findTools(machine), signal, onLine }
      return programs.run({ engine, programs: [program] }, options)
    },
    close() {
      owners.close()
      return programs.close()
    },
  }
}

function unknownFix(id: string): EngineError {
  return new EngineError({ code: 'not-found', message: `There is no fix "${id}"` })
}

/** What one look says of a place. */
interface Report {
  readonly place: PlaceReport
  readonly offer: OfferedFix | undefined
}

const NEVER = new AbortController().signal
