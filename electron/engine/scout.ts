import { realpath } from 'node:fs/promises'
import { EngineError } from '#shared/errors.ts'
import type { FixEnd, FoundPlace, PlaceReport } from '#shared/contract/places.ts'
import type { Connection } from '#shared/contract/connections.ts'
import { askMinikube } from './discovery/ask-minikube.ts'
import { askWsl } from './discovery/ask-wsl.ts'
import { findTools, programEnvironment } from './discovery/find-tools.ts'
import { toOffer, type RunFix, type Tools } from './discovery/fix.ts'
import { fixFor } from './discovery/fixes.ts'
import { inspectPlaces } from './discovery/inspect-place.ts'
import { listInstances } from './discovery/list-instances.ts'
import type { Machine } from './discovery/machine.ts'
import { mergePlaces, type KnownEngine } from './discovery/merge-places.ts'
import type { OnLine } from './discovery/run-fix.ts'
import { runFix } from './discovery/run-fix.ts'
import { socketPath } from './discovery/socket-path.ts'
import { wellKnownPlaces } from './discovery/well-known-places.ts'
import { connectionOf, toConnections } from './found-endpoint.ts'
import type { Engines } from './index.ts'

/** Looks for engines that nothing names, and starts those that stand still. */
export interface Scout {
  /**
   * What is at each place where engines put their sockets; what answers, or was set up, becomes a
   * connection.
   */
  look(signal: AbortSignal): Promise<readonly PlaceReport[]>
  /** Runs a fix that the last look has offered. Throws `not-found` for any other. */
  fix(id: string, options: { signal: AbortSignal; onLine: OnLine }): Promise<FixEnd>
}

/** Looks nowhere: only what is named is used. */
export const blindScout: Scout = {
  look: () => Promise.resolve([]),
  fix: (id) => Promise.reject(unknownFix(id)),
}

/** A scout of a machine; what it finds goes into the list of engines. */
export function createScout(engines: Engines, machine: Machine): Scout {
  const offered = new Map<string, RunFix>()

  function report(found: FoundPlace, tools: Tools): PlaceReport {
    const fix = fixFor(found.place, found.finding, tools)
    if (fix?.kind === 'run') offered.set(fix.id, fix)
    const { id, endpoint } = found.place
    const leadsThere = (one: Connection) => one.endpoint === endpoint || one.id === connectionOf(id)
    const connection = engines.list().find(leadsThere)?.id
    return { ...found, ...(fix && { fix: toOffer(fix) }), ...(connection && { connection }) }
  }

  return {
    async look(signal) {
      const env = programEnvironment(machine)
      const [tools, instances] = await Promise.all([findTools(machine), listInstances(machine)])
      const looks = await Promise.all([
        inspectPlaces(wellKnownPlaces(machine, instances), { signal }),
        ask('minikube', tools, (program) =>
          askMinikube(instances.minikube, { program, env, signal }),
        ),
        ask('wsl', tools, (program) => askWsl({ program, env, signal })),
      ])
      const inspected = looks.flat()
      const known = await Promise.all(engines.list().filter(isNamed).map(toKnown))
      engines.addFound(toConnections(mergePlaces(inspected, known)))

      offered.clear()
      return mergePlaces(inspected, []).map((found) => report(found, tools))
    },
    async fix(id, { signal, onLine }) {
      const fix = offered.get(id)
      if (!fix) throw unknownFix(id)
      return runFix(fix, { machine, tools: await findTools(machine), signal, onLine })
    },
  }
}

/** What a program says, where it is there. */
async function ask<Answer>(
  name: string,
  tools: ReadonlyMap<string, string>,
  question: (program: string) => Promise<readonly Answer[]>,
): Promise<readonly Answer[]> {
  const program = tools.get(name)
  return program === undefined ? [] : question(program)
}

function unknownFix(id: string): EngineError {
  return new EngineError({ code: 'not-found', message: `There is no fix "${id}"` })
}

/** What was found before is looked at again like the rest. */
function isNamed({ source }: Connection): boolean {
  return source !== 'found'
}

async function toKnown({ endpoint }: Connection): Promise<KnownEngine> {
  const path = socketPath(endpoint)
  const real = path === undefined ? undefined : await realpath(path).catch(() => undefined)
  return { endpoint, ...(real !== undefined && { realPath: real }) }
}
